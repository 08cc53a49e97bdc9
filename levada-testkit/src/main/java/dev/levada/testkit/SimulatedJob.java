package dev.levada.testkit;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.core.task.TaskState;
import dev.levada.recovery.Protocols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The tasks of a job, their turns dealt by a seed. */
final class SimulatedJob {
    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final int MAX_TURN_RECORDS = 64;
    private static final long MAX_TURN_NANOS = 50_000;
    private static final long MAX_IDLE_TURNS_PER_TASK = 10_000;

    private final List<Task> tasks = new ArrayList<>();
    private final SplittableRandom random;
    private final Trace trace;
    private long nowNanos;

    SimulatedJob(JobPlan plan, Map<String, List<String>> splits, long seed, Trace trace) {
        this.random = new SplittableRandom(seed);
        this.trace = trace;
        SimulatedWiring wiring =
                new SimulatedWiring(plan, splits, Protocols.of(Recovery.none(), false), random.split());
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                tasks.add(TaskFactory.build(plan, chain.task(index), TaskStart.fresh(1, "simulation"), wiring));
            }
        }
    }

    Simulation.Outcome run() {
        try {
            tasks.forEach(Task::open);
            runToTheEnd();
            tasks.forEach(task -> task.trigger(1, false));
            tasks.forEach(task -> task.complete(1));
        } finally {
            tasks.forEach(Task::close);
        }
        return new Simulation.Outcome(trace.hash(), trace.events(), nowNanos);
    }

    private void runToTheEnd() {
        List<Task> unfinished = new ArrayList<>(tasks);
        long idleTurns = 0;
        while (!unfinished.isEmpty()) {
            Task task = unfinished.get(random.nextInt(unfinished.size()));
            nowNanos += 1 + random.nextLong(MAX_TURN_NANOS);
            int done = task.turn(1 + random.nextInt(MAX_TURN_RECORDS), nowNanos, START_MILLIS + nowNanos / 1_000_000);
            if (done > 0) {
                trace.add("%d %s %d %s".formatted(nowNanos, task.id(), done, task.state()));
                idleTurns = 0;
            } else if (++idleTurns % (unfinished.size() * 10L) == 0) {
                skipToNextEvent(unfinished);
            }
            if (task.state() == TaskState.FINISHED) {
                unfinished.remove(task);
            }
            if (idleTurns > MAX_IDLE_TURNS_PER_TASK * tasks.size()) {
                throw new IllegalStateException("nothing can go on, but %s are not done"
                        .formatted(unfinished.stream().map(Task::id).toList()));
            }
        }
    }

    /** Nobody has had anything to do for a while: time passes until somebody has. */
    private void skipToNextEvent(List<Task> unfinished) {
        unfinished.stream()
                .mapToLong(Task::wakeNanos)
                .filter(due -> due > nowNanos)
                .min()
                .ifPresent(due -> nowNanos = due);
    }
}
