package dev.levada.core.task;

/** Where a task's records come from: channels, or the world outside. */
interface TaskInput {

    /** Tells the latency of what the last read handled: the time is the first known to be after that was done. */
    void reportLatency(long nowNanos);

    /**
     * Hands records to the head of the chain, until so many are handled, none is at hand, or the output is blocked. A
     * source, which cannot see that, goes on to its number.
     *
     * @return how many were handled
     */
    int read(int maxRecords, long nowNanos);

    /** Whether nothing will ever come again. */
    boolean ended();

    /** When there may be something again although no channel signals it, in monotonic time; 0 if not known. */
    long nextNanos();

    /** Gives up what has not been read. Returns how many records are known to be lost. */
    long abandon();

    void close();
}
