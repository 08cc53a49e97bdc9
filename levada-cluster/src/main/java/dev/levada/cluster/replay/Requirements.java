package dev.levada.cluster.replay;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What must be recorded for a replay. */
final class Requirements {
    private static final String INSTEAD =
            "run the job with --recovery %s and a state directory of its own, and replay that"
                    .formatted(Recovery.pessimistic().label());

    private Requirements() {}

    static void checkTask(JobPlan plan, TaskId subject, Recording recording) {
        List<TaskId> all = plan.chains().stream()
                .flatMap(chain -> IntStream.range(0, chain.parallelism()).mapToObj(chain::task))
                .toList();
        if (!all.contains(subject)) {
            throw new BadInputException("job '%s' has no task %s; it has %s"
                    .formatted(recording.begun().job(), subject, all));
        }
        if (plan.hasLoop()) {
            throw new GuaranteeException(
                    ("job '%s' has a loop, where each task's input follows from its own output: one alone cannot be replayed;"
                                    + " replay a job that has none")
                            .formatted(recording.begun().job()));
        }
    }

    /** @param again the tasks that would do again what they did */
    static void check(Recording recording, Span span, JobRecovery policy, RecordedStarts starts, List<TaskId> again) {
        String job = recording.begun().job();
        String label = recording.begun().recovery();
        Set<Kept> kept = EnumSet.noneOf(Kept.class);
        again.forEach(task -> kept.add(policy.kept(task)));
        if (kept.contains(Kept.NOWHERE)) {
            throw new GuaranteeException(
                    ("job '%s' ran under %s, which does not record in which order its tasks took their input, nor what they were"
                                    + " told, so what they did cannot be repeated exactly; %s")
                            .formatted(job, label, INSTEAD));
        }
        if (kept.stream().anyMatch(each -> each.mayBeLost() && !starts.hasLogs(each))) {
            throw new GuaranteeException(
                    ("job '%s' ran under %s, which keeps what its tasks chose with its workers (%s), and nothing of it"
                                    + " was recorded since epoch %d; run the job with --record and a state directory of its own,"
                                    + " and replay that")
                            .formatted(
                                    job,
                                    label,
                                    kept.contains(Kept.LOCAL) ? "on the disks of their hosts" : "in their memory",
                                    span.from().epoch()));
        }
        if (recording.finished() && span.to().isEmpty()) {
            throw new BadInputException(
                    ("job '%s' has finished, and then nothing is kept of what its tasks chose; a job that failed, was cancelled"
                                    + " or killed can be replayed from its last complete epoch, and this one up to there, with --to %d")
                            .formatted(job, recording.last().epoch()));
        }
    }
}
