package dev.levada.cli.dspbench;

import dev.levada.cli.terminal.CommandException;
import dev.levada.node.job.Job;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets something fail, once, when a job has read half of its input. */
final class FaultAtHalf implements AutoCloseable {
    private static final int LOOK_MILLIS = 20;

    private final Kind kind;
    private final long half;
    private final SplittableRandom random;
    private final Supplier<List<ProcessHandle>> workers;
    private final Consumer<String> told;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "levada-fault");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean done;

    /** What fails. */
    enum Kind {
        CRASH_TASK,
        KILL_WORKER;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind parse(String label) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> CommandException.badInput("--fault %s: one of %s was expected"
                            .formatted(
                                    label,
                                    Arrays.stream(values()).map(Kind::label).toList())));
        }
    }

    /** @param records how many the job reads in all */
    FaultAtHalf(Kind kind, long records, long seed, Consumer<String> told) {
        this.kind = kind;
        this.half = records / 2;
        this.random = new SplittableRandom(seed);
        this.workers = () -> ProcessHandle.current().children().toList();
        this.told = told;
    }

    /** Looks from now on. */
    void watch(Job job) {
        var unused = clock.scheduleAtFixedRate(() -> look(job), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether it has happened. */
    boolean happened() {
        return done;
    }

    private void look(Job job) {
        if (done || job.state().isFinal()) {
            return;
        }
        long read = job.report().recordsIn();
        if (read >= half && strike(job)) {
            done = true;
            told.accept("levada: %s after %,d records".formatted(kind.label(), read));
        }
    }

    private boolean strike(Job job) {
        return switch (kind) {
            case CRASH_TASK -> crash(job);
            case KILL_WORKER -> kill();
        };
    }

    private boolean crash(Job job) {
        List<Job.TaskStatus> running = job.tasks().stream()
                .filter(task -> task.condition() == Job.Condition.RUNNING)
                .toList();
        if (running.isEmpty()) {
            return false;
        }
        job.crash(running.get(random.nextInt(running.size())).task());
        return true;
    }

    private boolean kill() {
        List<ProcessHandle> alive = workers.get();
        return !alive.isEmpty() && alive.get(random.nextInt(alive.size())).destroyForcibly();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
