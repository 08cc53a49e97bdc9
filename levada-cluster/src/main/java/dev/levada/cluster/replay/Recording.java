package dev.levada.cluster.replay;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job's decisions say of how it could go on, and so of what its tasks can do again.
 *
 * @param complete the last complete epoch, and before it the one before that, if what is of it is still there
 * @param attempts the last one at each task
 * @param round the last recovery
 * @param finished whether the job has
 */
public record Recording(
        Decision.RunBegun begun, List<Complete> complete, Map<TaskId, Long> attempts, long round, boolean finished) {

    /**
     * A complete epoch.
     *
     * @param epoch 0 for the beginning of the job
     * @param snapshots the name of each task's
     */
    public record Complete(long epoch, Map<TaskId, String> snapshots) {}

    /**
     * Of decisions in their order.
     *
     * @throws BadInputException if they do not say what job they are of
     */
    public static Recording of(List<Decision> decisions) {
        Decision.RunBegun begun = null;
        List<Complete> complete = new ArrayList<>(List.of(new Complete(0, new LinkedHashMap<>())));
        Map<TaskId, Long> attempts = new LinkedHashMap<>();
        long round = 0;
        boolean finished = false;
        for (Decision decision : decisions) {
            if (decision instanceof Decision.RunBegun first) {
                begun = first;
            } else if (decision instanceof Decision.AttemptsGranted granted) {
                attempts.putAll(granted.attempts());
                round = Math.max(round, granted.round());
            } else if (decision instanceof Decision.EpochCompleted next) {
                complete.add(new Complete(next.epoch(), next.snapshots()));
            } else if (decision instanceof Decision.JobFinished) {
                finished = true;
            }
        }
        if (begun == null) {
            throw new BadInputException("the state directory does not say what job it is of; name another");
        }
        return new Recording(
                begun, complete.subList(Math.max(0, complete.size() - 2), complete.size()), attempts, round, finished);
    }

    public Recording {
        complete = List.copyOf(complete);
    }

    /** How all of the job's tasks recovered, if they did so alike. */
    public Optional<Recovery> recovery() {
        return Recovery.find(begun.recovery());
    }

    long attempt(TaskId task) {
        return attempts.getOrDefault(task, 0L);
    }

    /** The last complete epoch. */
    Complete last() {
        return complete.get(complete.size() - 1);
    }

    /** What a restart of all tasks from a complete epoch would be. */
    Deployment restart(Complete from) {
        Map<TaskId, Long> next = new LinkedHashMap<>();
        attempts.forEach((task, attempt) -> next.put(task, attempt + 1));
        return new Deployment(
                round + 1,
                from.epoch(),
                next,
                from.snapshots(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                next.keySet(),
                RecoveryLine.none());
    }
}
