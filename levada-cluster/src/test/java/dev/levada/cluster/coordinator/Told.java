package dev.levada.cluster.coordinator;

import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Does what a worker would do, as far as it is told to; what is recorded is durable at once. */
final class Told implements Actions {
    static final TaskId TASK = new TaskId("s", 0);

    final List<Long> triggered = new ArrayList<>();
    long attempt;
    Set<TaskId> repeating = new LinkedHashSet<>();
    long round;
    String failure = "";
    Consumer<FoundLogs> found = any -> {};
    /** Each disk, as often as it was asked for. */
    final List<String> collected = new ArrayList<>();

    @Override
    public void record(Decision decision, Runnable then) {
        then.run();
    }

    @Override
    public void trigger(TaskId task, long number, long epoch, boolean atOnce) {
        triggered.add(epoch);
    }

    @Override
    public void complete(TaskId task, long number, long epoch) {}

    @Override
    public void abort(TaskId task, long number, long epoch) {}

    @Override
    public void positionsRecorded(TaskId task, long number, SourcePositions positions) {}

    @Override
    public void fence(TaskId task, long number, long inRound, Set<TaskId> replaced, RecoveryLine line) {}

    @Override
    public void readLogs(
            long inRound, Map<TaskId, Long> attempts, Set<TaskId> staying, long epoch, Consumer<FoundLogs> then) {
        round = inRound;
        found = then;
    }

    @Override
    public void collect(long inRound, String disk, Map<TaskId, Long> attempts, long epoch, int asked) {
        round = inRound;
        collected.add(disk);
    }

    @Override
    public void deploy(Deployment deployment) {
        round = deployment.round();
        repeating = deployment.repeating();
        attempt = deployment.attempts().getOrDefault(TASK, 0L);
    }

    @Override
    public void goOnWithout(TaskId task) {}

    @Override
    public void standBy(long epoch, Map<TaskId, String> snapshots) {}

    @Override
    public void finished() {}

    @Override
    public void stopped() {}

    @Override
    public void failed(String reason) {
        failure = reason;
    }
}
