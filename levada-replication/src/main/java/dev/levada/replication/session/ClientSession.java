package dev.levada.replication.session;

import java.util.Set;
import java.util.TreeSet;

/**
 * The client's end of a session: numbers its commands, and knows up to where all are answered. Confined to one thread.
 */
public final class ClientSession {
    private final long id;
    private final int window;
    private final Set<Long> answeredAhead = new TreeSet<>();
    private long last;
    private long acknowledged;

    /** @param window how many commands may be without an answer, as {@link SessionPolicy#window} says */
    public ClientSession(long id, int window) {
        this.id = id;
        this.window = window;
    }

    /** What the group calls it. */
    public long id() {
        return id;
    }

    /** Whether one more command may be sent. */
    public boolean hasRoom() {
        return last - acknowledged < window;
    }

    /** The number of the next command, from 1. */
    public long next() {
        if (!hasRoom()) {
            throw new IllegalStateException(
                    "session %d has %d commands without an answer, and no more may be".formatted(id, window));
        }
        return ++last;
    }

    /** The client will never send this command again, whether it was answered or given up. */
    public void settled(long sequence) {
        if (sequence <= acknowledged || sequence > last || !answeredAhead.add(sequence)) {
            throw new IllegalArgumentException(
                    "command %d of session %d is settled already, or was never sent".formatted(sequence, id));
        }
        while (answeredAhead.remove(acknowledged + 1)) {
            acknowledged++;
        }
    }

    /** All commands up to this one are settled; 0 if the first is not. */
    public long acknowledged() {
        return acknowledged;
    }
}
