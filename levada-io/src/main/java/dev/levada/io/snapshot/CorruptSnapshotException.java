package dev.levada.io.snapshot;

/** A stored object is damaged. Unchecked, because it may come to light while its blocks are iterated over. */
public final class CorruptSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String object;

    private CorruptSnapshotException(String object, String message) {
        super(message);
        this.object = object;
    }

    static CorruptSnapshotException of(String object, String file, String reason) {
        return new CorruptSnapshotException(
                object,
                "snapshot object '%s' (%s) is damaged: %s; restore from an older snapshot or another copy, and delete this one"
                        .formatted(object, file, reason));
    }

    static CorruptSnapshotException floors(String file, String reason) {
        return new CorruptSnapshotException(
                "",
                "the floors of the snapshot store (%s) are damaged: %s; without them a task that was replaced could write, so restore the file from a copy, or start with a new store"
                        .formatted(file, reason));
    }

    /** The name of the object; empty for the store's own bookkeeping. */
    public String object() {
        return object;
    }
}
