package dev.levada.api.operator;

/**
 * The timers of one operator, seen at the key in hand. They are part of its state: kept, restored and taken back with
 * it. There are two kinds, which know nothing of each other.
 *
 * <p>By event time: when the watermark has come to a timer it fires, once: {@link Processor#onTimer} is called with its
 * key in hand. Those that are due together fire by their times, and at the same time by their keys in canonical order.
 *
 * <p>By processing time: when the task's clock has come to a timer it fires, between two records:
 * {@link Processor#onProcessingTimer} is called, in the same order. Which ones fire where is the same again in a
 * replay.
 *
 * <p>At the end of the input all fire that are left, those by event time first; what is set from then on does not.
 */
public interface Timers {

    /**
     * Has a timer fire when the watermark has come to a time; at a time that it has come to already, when it next moves
     * on. To ask again for the same time and key changes nothing.
     *
     * @param millis event time, milliseconds since 1970
     * @throws IllegalStateException if nothing that the operator reads has an event time
     */
    void onEventTime(long millis);

    /** Takes the timer of that event time back, if there is one. */
    void cancel(long millis);

    /**
     * Has a timer fire at a time of day or, while the task is busy or away, some time later; if it is over already,
     * when the task next looks at its clock. To ask again for the same time and key changes nothing.
     *
     * @param millis milliseconds since 1970, as of {@link Context#nowMillis}
     */
    void onProcessingTime(long millis);

    /** Takes the timer of that time of day back, if there is one. */
    void cancelProcessingTime(long millis);
}
