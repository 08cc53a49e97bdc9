package dev.levada.replication;

/** The machine threw, on every member alike. That is its answer: the command counts as applied. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailedException(String thrown) {
        super(thrown);
    }
}
