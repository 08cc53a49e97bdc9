package dev.levada.testkit.mutant;

import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.testkit.world.Doors;

/** Bugs in the order in which several inputs are merged. */
final class MergeMutants {

    private MergeMutants() {}

    static final class GoesOnWithAny implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                @Override
                public boolean mergesInputs() {
                    return false;
                }
            };
        }
    }

    static final class TurnGoesOn implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                @Override
                public void attach(TaskControl control) {
                    super.attach(
                            recovery.mergesInputs()
                                    ? new ForwardingControl(control) {
                                        @Override
                                        public void unblock() {
                                            nextSequences().keySet().forEach(this::unblock);
                                        }
                                    }
                                    : control);
                }
            };
        }
    }
}
