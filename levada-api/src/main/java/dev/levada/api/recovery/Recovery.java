package dev.levada.api.recovery;

/**
 * How an operator regains its state and its lost input after one of its tasks fails.
 *
 * <p>Closed on purpose: the planner proves what a mix of them guarantees, and can only do so for those it knows.
 */
public sealed interface Recovery {

    /** The name on the command line and in files. */
    String label();

    /** A failed task is not brought back: its state and the elements on their way to it are lost. */
    static Recovery none() {
        return None.INSTANCE;
    }

    /** See {@link Recovery#none()}. */
    enum None implements Recovery {
        INSTANCE;

        @Override
        public String label() {
            return "at-most-once";
        }
    }
}
