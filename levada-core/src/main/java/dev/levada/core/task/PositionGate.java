package dev.levada.core.task;

import dev.levada.core.channel.Receiver;
import dev.levada.core.recovery.SourcePositions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Between a source and the rest of its task: at most once, what was read goes on only when the position after it is
 * recorded, so that no later attempt reads it again. Under the other guarantees it goes on at once.
 */
final class PositionGate {
    private final boolean closed;
    private final Predicate<SourcePositions> record;
    private final List<Object> values = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private boolean waiting;
    private Exit exit = (receiver, value) -> {};

    /** Where things go on. */
    interface Exit {
        void send(Receiver receiver, Object value);
    }

    /**
     * Open or closed for good.
     *
     * @param record has positions recorded, and says whether they are already
     */
    PositionGate(boolean closed, Predicate<SourcePositions> record) {
        this.closed = closed;
        this.record = record;
    }

    /** Whether something was read that has not gone on. */
    boolean waiting() {
        return waiting;
    }

    boolean holds() {
        return !values.isEmpty();
    }

    /** Lets a value go on, now or when {@link #recorded}. */
    void pass(Receiver receiver, Object value, Exit newExit) {
        exit = newExit;
        if (closed) {
            values.add(value);
            receivers.add(receiver);
        } else {
            newExit.send(receiver, value);
        }
    }

    /** The end of a read. */
    void readTo(Supplier<SourcePositions> positions) {
        if (closed) {
            waiting = true;
            if (record.test(positions.get())) {
                recorded();
            }
        }
    }

    void recorded() {
        if (!waiting) {
            return;
        }
        waiting = false;
        for (int i = 0; i < values.size(); i++) {
            exit.send(receivers.get(i), values.get(i));
        }
        values.clear();
        receivers.clear();
    }

    /** Returns how many records are lost. */
    long abandon() {
        long lost = values.size();
        values.clear();
        receivers.clear();
        waiting = false;
        return lost;
    }
}
