package dev.levada.recovery.none;

import dev.levada.api.recovery.Guarantee;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import java.util.HashMap;
import java.util.Map;

/** Makes the two halves of doing nothing. */
public record NoRecovery(Guarantee guarantee) implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(TaskId task) {
        return new NeverTwice();
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return task -> guarantee == Guarantee.AT_MOST_ONCE
                ? JobRecovery.Decision.GO_ON_WITHOUT
                : JobRecovery.Decision.FAIL_JOB;
    }

    /** Lets each channel only go forward. */
    private static final class NeverTwice implements TaskRecovery {
        private final Map<ChannelId, Long> lastSequences = new HashMap<>();

        @Override
        public boolean admit(ChannelId channel, Element element) {
            return element.firstSequence() > lastSequences.getOrDefault(channel, 0L);
        }

        @Override
        public void processed(ChannelId channel, Element element) {
            lastSequences.put(channel, element.lastSequence());
        }

        @Override
        public void sent(ChannelId channel, Element element) {}
    }
}
