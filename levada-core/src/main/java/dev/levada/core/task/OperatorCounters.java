package dev.levada.core.task;

import dev.levada.core.channel.EventClock;
import dev.levada.core.element.EventTime;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one operator did in one task. Counted by the task in plain fields; what {@link #publish} put out can be read
 * from any thread.
 */
public final class OperatorCounters {
    private final String operator;
    private final EventClock clock;
    private final AtomicLongArray published = new AtomicLongArray(6);
    long in;
    long out;
    long errors;
    long dropped;
    long late;

    /** Of an operator without event time. */
    OperatorCounters(String operator) {
        this(operator, new EventClock(false));
    }

    /** @param clock of the operator's task */
    OperatorCounters(String operator, EventClock clock) {
        this.operator = operator;
        this.clock = clock;
        published.setOpaque(5, EventTime.NONE);
    }

    void publish() {
        published.setOpaque(0, in);
        published.setOpaque(1, out);
        published.setOpaque(2, errors);
        published.setOpaque(3, dropped);
        published.setOpaque(4, late);
        published.setOpaque(5, clock.watermark());
    }

    public String operator() {
        return operator;
    }

    public long recordsIn() {
        return published.getOpaque(0);
    }

    public long recordsOut() {
        return published.getOpaque(1);
    }

    /** Failed calls and malformed inputs, whatever became of them. */
    public long errors() {
        return published.getOpaque(2);
    }

    /** Records that came too late, whether somebody reads them or not. */
    public long late() {
        return published.getOpaque(4);
    }

    /** Whether there is event time in the operator's task. */
    public boolean isTimed() {
        return clock.isTimed();
    }

    /** How far event time has come in the operator's task; {@link EventTime#NONE} if nothing is known. */
    public long watermark() {
        return published.getOpaque(5);
    }

    /** Records that went nowhere: a side output that nobody reads, or no consumer left. */
    public long dropped() {
        return published.getOpaque(3);
    }
}
