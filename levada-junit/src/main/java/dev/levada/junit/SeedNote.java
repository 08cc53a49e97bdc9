package dev.levada.junit;

/** No failure of its own: stands beside one, and says with which seed it came. */
final class SeedNote extends RuntimeException {
    private static final long serialVersionUID = 1;

    SeedNote(String note) {
        super(note, null, false, false);
    }
}
