package dev.levada.api.operator;

/**
 * The timers of one operator, seen at the key in hand. They are part of its state: kept, restored and taken back with
 * it.
 *
 * <p>When the watermark has come to a timer it fires, once: {@link Processor#onTimer} is called with its key in hand.
 * Those that are due together fire by their times, and at the same time by their keys in canonical order. At the end of
 * the input all fire that are left; what is set from then on does not.
 */
public interface Timers {

    /**
     * Has a timer fire when the watermark has come to a time; at a time that it has come to already, when it next moves
     * on. To ask again for the same time and key changes nothing.
     *
     * @param millis event time, milliseconds since 1970
     */
    void onEventTime(long millis);

    /** Takes the timer of that time back, if there is one. */
    void cancel(long millis);
}
