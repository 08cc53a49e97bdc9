package dev.levada.recovery.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.TaskRecovery;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NoRecoveryTest {
    private static final TaskId TASK = new TaskId("task", 0);

    @Test
    void replacesTheFailedTasksAloneOrNot() {
        JobPlan plan = new JobPlan("job", Guarantee.AT_MOST_ONCE, List.of(), List.of());
        JobRecovery job = new NoRecovery(true).forJob(plan);
        assertThat(job.replaces()).isTrue();
        assertThat(job.repeats()).isFalse();
        assertThat(job.scope(Set.of(TASK), Set.of()).all()).containsExactly(TASK);
        assertThat(job.start()).isEqualTo(JobRecovery.Start.POSITIONS);
        assertThat(new NoRecovery(false).forJob(plan).replaces()).isFalse();
    }

    /** Gaps are losses, and allowed; a source that could be read again would count twice. */
    @Test
    void keepsNothingAndRecordsPositionsFirst() {
        TaskRecovery task =
                new NoRecovery(true).forTask(new JobPlan("job", Guarantee.AT_MOST_ONCE, List.of(), List.of()), TASK);
        assertThat(task.retention()).isEqualTo(Retention.NONE);
        assertThat(task.gaps()).isEqualTo(Gaps.ALWAYS);
        assertThat(task.positionFirst()).isTrue();
    }
}
