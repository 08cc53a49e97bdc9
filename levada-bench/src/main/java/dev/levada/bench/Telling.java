package dev.levada.bench;

import java.util.function.Consumer;

/**
 * What a task of the sink says in lines of text, for {@link OutputLines}, whatever engine it is a task of: in which
 * process it is, how far its input is, and what is committed. Confined to one thread.
 */
final class Telling {
    static final String OPENED = "opened";
    static final String REACHED = "reached";
    static final String COMMITTED = "committed";
    /** How often at most a task says how far it is: silences are known as exactly as that. */
    private static final long TELL_NANOS = 10_000_000;

    private final int task;
    private final long attempt;
    private final Consumer<String> told;
    private long furthest = -1;
    private long toldNanos = System.nanoTime() - TELL_NANOS;
    private long outputs;
    private long prints;

    /** @param attempt higher than those of all attempts at the task before */
    Telling(int task, long attempt, Consumer<String> told) {
        this.task = task;
        this.attempt = attempt;
        this.told = told;
    }

    void opened() {
        told.accept("%s %d %d %d"
                .formatted(OPENED, task, attempt, ProcessHandle.current().pid()));
    }

    void write(Output output) {
        outputs++;
        prints += output.print();
        if (output.index() > furthest) {
            furthest = output.index();
            long now = System.nanoTime();
            if (now - toldNanos >= TELL_NANOS) {
                toldNanos = now;
                told.accept("%s %d %d %d".formatted(REACHED, task, attempt, furthest));
            }
        }
    }

    /**
     * All that was written since the last call, for {@link #committed}.
     *
     * @param transaction a name that no other one of this task has
     */
    String prepare(String transaction) {
        String prepared = "%d/%s %d %d".formatted(task, transaction, outputs, prints);
        outputs = 0;
        prints = 0;
        return prepared;
    }

    /** @param prepared by this attempt or another one, or another task; it may have been committed before */
    void committed(String prepared) {
        committed(task, attempt, prepared, told);
    }

    /** As {@link #committed(String)}, for an engine whose sink has somebody else commit. */
    static void committed(int task, long attempt, String prepared, Consumer<String> told) {
        told.accept("%s %d %d %s".formatted(COMMITTED, task, attempt, prepared));
    }
}
