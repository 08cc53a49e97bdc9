package dev.levada.node.processes;

/**
 * What is kept ready for workers that end.
 *
 * @param number how many worker processes run no tasks until one that does has ended, from 0
 * @param state where the latest state of each task is held in memory, as far as there is room
 */
public record Spares(int number, State state) {

    /** Where the latest state of tasks is held ready. */
    public enum State {
        /** Nowhere: it is read when it is needed. */
        NONE,
        /** In the processes that run no tasks. */
        SPARES,
        /** In those that run other tasks: they take over at once, with code that is warm, and give back later. */
        WORKERS
    }

    public Spares {
        if (number < 0) {
            throw new IllegalArgumentException("there cannot be %d spare workers".formatted(number));
        }
    }

    public static Spares none() {
        return new Spares(0, State.NONE);
    }
}
