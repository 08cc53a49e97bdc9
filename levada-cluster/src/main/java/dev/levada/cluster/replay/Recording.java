package dev.levada.cluster.replay;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job's decisions say of how it could go on, and so of what its tasks can do again.
 *
 * @param epoch the last complete one; 0 if none was
 * @param snapshots the name of each task's snapshot of that epoch
 * @param attempts the last one at each task
 * @param finished whether the job has; then nothing is left that could be done again
 */
public record Recording(
        Decision.RunBegun begun,
        long epoch,
        Map<TaskId, String> snapshots,
        Map<TaskId, Long> attempts,
        boolean finished) {

    /**
     * Of decisions in their order.
     *
     * @throws BadInputException if they do not say what job they are of
     */
    public static Recording of(List<Decision> decisions) {
        Decision.RunBegun begun = null;
        Decision.EpochCompleted complete = new Decision.EpochCompleted(0, new LinkedHashMap<>());
        Map<TaskId, Long> attempts = new LinkedHashMap<>();
        boolean finished = false;
        for (Decision decision : decisions) {
            if (decision instanceof Decision.RunBegun first) {
                begun = first;
            } else if (decision instanceof Decision.AttemptsGranted granted) {
                attempts.putAll(granted.attempts());
            } else if (decision instanceof Decision.EpochCompleted next) {
                complete = next;
            } else if (decision instanceof Decision.JobFinished) {
                finished = true;
            }
        }
        if (begun == null) {
            throw new BadInputException("the state directory does not say what job it is of; name another");
        }
        return new Recording(begun, complete.epoch(), complete.snapshots(), attempts, finished);
    }

    /** How all of the job's tasks recovered, if they did so alike. */
    public Optional<Recovery> recovery() {
        return Recovery.find(begun.recovery());
    }

    /** What a restart of all tasks would be. */
    Deployment restart() {
        Map<TaskId, Long> next = new LinkedHashMap<>();
        attempts.forEach((task, attempt) -> next.put(task, attempt + 1));
        return new Deployment(
                1,
                epoch,
                next,
                snapshots,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                next.keySet(),
                RecoveryLine.none());
    }
}
