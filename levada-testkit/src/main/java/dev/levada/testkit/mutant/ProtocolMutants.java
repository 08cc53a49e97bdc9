package dev.levada.testkit.mutant;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Retention;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.testkit.world.Doors;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs in the half of a protocol that is beside a task. */
final class ProtocolMutants {

    private ProtocolMutants() {}

    /** A protocol that has less, or more, than its own control of the task. */
    static TaskRecovery controlling(TaskRecovery recovery, UnaryOperator<TaskControl> control) {
        return new ForwardingRecovery(recovery) {
            @Override
            public void attach(TaskControl given) {
                super.attach(control.apply(given));
            }
        };
    }

    static final class CutAtFirstBarrier implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return controlling(recovery, control -> new ForwardingControl(control) {
                @Override
                public List<ChannelId> openInputs() {
                    List<ChannelId> open = super.openInputs();
                    return open.subList(0, Math.min(1, open.size()));
                }
            });
        }
    }

    static final class NotBlocked implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return controlling(recovery, control -> new ForwardingControl(control) {
                @Override
                public void block() {}
            });
        }
    }

    static final class CommittedAtCut implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return controlling(recovery, control -> new ForwardingControl(control) {
                @Override
                public void cut(long epoch, boolean holdsSent) {
                    super.cut(epoch, holdsSent);
                    super.commit(epoch);
                }
            });
        }
    }

    static final class ReleasedEarly implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return controlling(recovery, control -> new ForwardingControl(control) {
                @Override
                public void release(ChannelId output, long upTo) {
                    super.release(output, upTo + 2); // the barrier, and one more
                }
            });
        }
    }

    static final class NothingRetained implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                @Override
                public Retention retention() {
                    return Retention.NONE;
                }
            };
        }
    }

    static final class AcknowledgedEarly implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                private @Nullable TaskControl task;

                @Override
                public void attach(TaskControl given) {
                    task = given;
                    super.attach(given);
                }

                @Override
                public void processed(ChannelId channel, Element element) {
                    super.processed(channel, element);
                    requireNonNull(task).acknowledge(channel, element.lastSequence());
                }
            };
        }
    }

    static final class PositionRecordedLate implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                @Override
                public boolean positionFirst() {
                    return false;
                }
            };
        }
    }
}
