package dev.levada.node.storage;

import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all decisions of a job so far come to: far fewer, and recalled they mean the same. Confined to one thread. */
final class Summary {
    private final Map<TaskId, Long> attempts = new LinkedHashMap<>();
    private final Map<TaskId, Decision.PositionsRecorded> positions = new LinkedHashMap<>();
    private Decision.@Nullable RunBegun begun;
    private Decision.@Nullable EpochsReserved reserved;
    private Decision.@Nullable EpochCompleted completed;
    /** A task can be replayed from there to the one that was completed last. */
    private Decision.@Nullable EpochCompleted completedBefore;

    private Decision.@Nullable JobFinished finished;
    private long round;

    void add(Decision decision) {
        if (decision instanceof Decision.RunBegun first) {
            begun = first;
        } else if (decision instanceof Decision.AttemptsGranted granted) {
            round = Math.max(round, granted.round());
            attempts.putAll(granted.attempts());
        } else if (decision instanceof Decision.EpochsReserved more) {
            reserved = more;
        } else if (decision instanceof Decision.EpochCompleted epoch) {
            completedBefore = completed;
            completed = epoch;
        } else if (decision instanceof Decision.PositionsRecorded reached) {
            positions.put(reached.task(), reached);
        } else if (decision instanceof Decision.JobFinished end) {
            finished = end;
        }
    }

    /** In an order in which they can be recalled. */
    List<Decision> decisions() {
        List<Decision> all = new ArrayList<>();
        if (begun != null) {
            all.add(begun);
        }
        if (round > 0) {
            all.add(new Decision.AttemptsGranted(round, new LinkedHashMap<>(attempts)));
        }
        if (reserved != null) {
            all.add(reserved);
        }
        if (completedBefore != null) {
            all.add(completedBefore);
        }
        if (completed != null) {
            all.add(completed);
        }
        all.addAll(positions.values());
        if (finished != null) {
            all.add(finished);
        }
        return all;
    }
}
