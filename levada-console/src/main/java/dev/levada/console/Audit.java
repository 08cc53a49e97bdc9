package dev.levada.console;

/** Is told what clients had the cluster do. Called from the threads of the door; must not block. */
public interface Audit {

    /** A command, or the attempt at one. Texts have no control characters, and values of secrets are masked. */
    void action(Entry entry);

    /** A request ran into a defect. The client is only told that it did. */
    void unexpected(Entry entry, Throwable error);

    /**
     * One line of the record.
     *
     * @param who the role of the token, or {@code nobody}
     * @param from the client's address and port
     * @param what the request, and what it asked for
     * @param result the HTTP status, and what was wrong
     */
    record Entry(String who, String from, String what, String result) {}
}
