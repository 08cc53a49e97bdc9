package dev.levada.core.task;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one operator did in one task. Counted by the task in plain fields; what {@link #publish} put out can be read
 * from any thread.
 */
public final class OperatorCounters {
    private final String operator;
    private final AtomicLongArray published = new AtomicLongArray(4);
    long in;
    long out;
    long errors;
    long dropped;

    OperatorCounters(String operator) {
        this.operator = operator;
    }

    void publish() {
        published.setOpaque(0, in);
        published.setOpaque(1, out);
        published.setOpaque(2, errors);
        published.setOpaque(3, dropped);
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

    /** Records that went nowhere: a side output that nobody reads, or no consumer left. */
    public long dropped() {
        return published.getOpaque(3);
    }
}
