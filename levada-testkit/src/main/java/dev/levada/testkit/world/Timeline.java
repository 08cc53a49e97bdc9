package dev.levada.testkit.world;

/** What will happen, and in which order. */
interface Timeline {
    /** The lane of what may happen before and after anything else, as far as its time allows. */
    Object FREE = "free";

    /** The lane of what happens because time has passed, and for no other reason. */
    Object CLOCK = "clock";

    long nowNanos();

    /** How much has happened. */
    long count();

    /**
     * Lets something happen.
     *
     * @param nanos when that is due; what is overdue is due now
     * @param node where it happens, or -1
     * @param lane what happens in one lane other than {@link #FREE} happens in the order in which it is due
     */
    void at(long nanos, String kind, int node, Object lane, Runnable deed);

    /** What is to happen in a lane would do nothing any more. */
    default void clear(Object lane) {}

    /** What is to happen on a node would do nothing any more. */
    default void clear(int node) {}

    /** Lets the next thing happen; false if there is none. */
    boolean step();
}
