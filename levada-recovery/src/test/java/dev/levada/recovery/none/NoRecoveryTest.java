package dev.levada.recovery.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.core.element.Batch;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.TaskRecovery;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoRecoveryTest {
    private static final TaskId TASK = new TaskId("b", 0);
    private static final ChannelId FIRST = new ChannelId(new TaskId("a", 0), TASK, 0);
    private static final ChannelId SECOND = new ChannelId(new TaskId("a", 1), TASK, 0);

    @Test
    void goesOnWithoutALostTaskAtMostOnceOnly() {
        assertThat(decision(Guarantee.AT_MOST_ONCE)).isEqualTo(JobRecovery.Decision.GO_ON_WITHOUT);
        assertThat(decision(Guarantee.AT_LEAST_ONCE)).isEqualTo(JobRecovery.Decision.FAIL_JOB);
        assertThat(decision(Guarantee.EXACTLY_ONCE)).isEqualTo(JobRecovery.Decision.FAIL_JOB);
    }

    private static JobRecovery.Decision decision(Guarantee guarantee) {
        JobPlan plan = new JobPlan("job", guarantee, List.of(), List.of());
        return new NoRecovery(guarantee).forJob(plan).taskLost(TASK);
    }

    /** Gaps are losses, and allowed; what comes late or twice would count twice. */
    @Test
    void admitsOnEachChannelOnlyWhatGoesForward() {
        TaskRecovery recovery = new NoRecovery(Guarantee.AT_MOST_ONCE).forTask(TASK);
        Batch oneToThree = batch(1, 3);
        assertThat(recovery.admit(FIRST, oneToThree)).isTrue();
        recovery.processed(FIRST, oneToThree);

        assertThat(recovery.admit(FIRST, oneToThree)).isFalse();
        assertThat(recovery.admit(FIRST, batch(3, 2))).isFalse();
        assertThat(recovery.admit(SECOND, oneToThree)).isTrue();
        assertThat(recovery.admit(FIRST, new EndOfStream(4))).isTrue();
        assertThat(recovery.admit(FIRST, batch(40, 1))).isTrue();
    }

    private static Batch batch(long first, int size) {
        Batch batch = new Batch(size, false, 0);
        for (int i = 0; i < size; i++) {
            batch.add(first + i);
        }
        batch.seal(first);
        return batch;
    }
}
