package dev.levada.cluster.coordinator;

import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.Map;
import java.util.Set;

/**
 * New attempts that start together.
 *
 * @param round the recovery that they are for
 * @param epoch the epoch that they go back to; 0 if they begin with nothing
 * @param attempts the number of each new attempt
 * @param snapshots the name of each task's snapshot of that epoch; empty if they begin with nothing
 * @param positions where sources begin that have recorded positions, and up to where sinks are known to have shown
 * @param arrived for each channel into a task that stays, from one that does not, the number of the last element that
 *     has arrived
 * @param repeating those of the new attempts' tasks that do exactly what failed ones did
 * @param line up to where they can
 */
public record Deployment(
        long round,
        long epoch,
        Map<TaskId, Long> attempts,
        Map<TaskId, String> snapshots,
        Map<TaskId, SourcePositions> positions,
        Map<ChannelId, Long> arrived,
        Set<TaskId> repeating,
        RecoveryLine line) {}
