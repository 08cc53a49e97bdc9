package dev.levada.replication;

import java.io.IOException;

/**
 * What is replicated: its fields are the state. Deterministic: what it does follows from the commands and their order
 * alone, not from a clock, chance, a file, or the order of a hash set. Called by one thread at a time.
 *
 * <p>Commands and answers are records, enums, strings, numbers, lists, maps, or sealed interfaces of records: whatever
 * {@link dev.levada.core.codec.Codecs} can write. An exception that {@link #apply} or {@link #query} throws is an
 * answer too: the client gets it as a {@link CommandFailedException}. What was changed before it was thrown stays
 * changed.
 *
 * @param <C> commands and queries
 * @param <R> what they are answered with
 */
public interface StateMachine<C, R> {

    /** Does what a command says, on every member alike. */
    R apply(C command);

    /** Answers from the state, on one member, and changes nothing. */
    default R query(C query) {
        throw new UnsupportedOperationException("%s answers no queries; implement query, or send this as a command"
                .formatted(getClass().getName()));
    }

    /** Writes the whole state. */
    void snapshot(SnapshotOutput out) throws IOException;

    /** Reads what {@link #snapshot} wrote, in that order, into a machine that has applied nothing yet. */
    void restore(SnapshotInput in) throws IOException;
}
