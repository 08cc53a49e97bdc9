package dev.levada.testkit.mutant;

import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.testkit.world.Doors;

/** Bugs where a producer holds nothing of what it hands to a consumer in its process, and goes back with that. */
final class TogetherMutants {

    private TogetherMutants() {}

    static final class ProducerStays implements Doors {
        @Override
        public boolean coordinatorKnowsWhoFailsAsOne() {
            return false;
        }
    }

    static final class PartOfSentHeld implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return ProtocolMutants.controlling(recovery, control -> new ForwardingControl(control) {
                @Override
                public boolean holdsAllSent() {
                    return true;
                }
            });
        }
    }
}
