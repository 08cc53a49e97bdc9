package dev.levada.yaml;

/** A part of the file is left out: what is wrong with it is told. */
final class SkippedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SkippedException() {
        super("a part is left out, its problem is told", null, false, false);
    }
}
