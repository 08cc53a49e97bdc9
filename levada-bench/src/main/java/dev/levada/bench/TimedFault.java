package dev.levada.bench;

import dev.levada.node.job.Job;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Something that is made to fail once, at a fixed time, always the same of its kind. Guards itself. */
public final class TimedFault {
    private final Kind kind;
    private final double second;
    private volatile String struck = "";

    /** What can be made to fail. */
    public enum Kind {
        /** A task in the middle of the plan. */
        CRASH_TASK,
        /** The oldest worker process, by SIGKILL. */
        KILL_WORKER;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind of that {@link #label}. */
        public static Optional<Kind> find(String label) {
            return Arrays.stream(values())
                    .filter(each -> each.label().equals(label))
                    .findFirst();
        }

        /** All labels. */
        public static String labels() {
            return Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "));
        }
    }

    /** @param second when, since the first record was due */
    TimedFault(Kind kind, double second) {
        this.kind = kind;
        this.second = second;
    }

    double second() {
        return second;
    }

    /** What failed; empty if nothing did. */
    String struck() {
        return struck;
    }

    void await(Job job, long startNanos, ScheduledExecutorService clock) {
        long delay = startNanos + (long) (second * 1e9) - System.nanoTime();
        var unused = clock.schedule(() -> strike(job), delay, TimeUnit.NANOSECONDS);
    }

    private void strike(Job job) {
        switch (kind) {
            case CRASH_TASK -> {
                List<Job.TaskStatus> running = job.tasks().stream()
                        .filter(task -> task.condition() == Job.Condition.RUNNING)
                        .toList();
                if (!running.isEmpty()) {
                    Job.TaskStatus middle = running.get(running.size() / 2);
                    job.crash(middle.task());
                    struck = "%s: %s".formatted(kind.label(), middle.task());
                }
            }
            case KILL_WORKER ->
                ProcessHandle.current()
                        .children()
                        .min(Comparator.comparingLong(ProcessHandle::pid))
                        .filter(ProcessHandle::destroyForcibly)
                        .ifPresent(worker -> struck = kind.label());
        }
    }
}
