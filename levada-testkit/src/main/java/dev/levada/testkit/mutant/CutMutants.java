package dev.levada.testkit.mutant;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Frame;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Lap;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.testkit.world.Doors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs in cuts that overtake what is on its way; aligned ones are as they should be. */
final class CutMutants {

    private CutMutants() {}

    private static Doors overtaking(UnaryOperator<TaskRecovery> mutant) {
        return new Doors() {
            @Override
            public TaskRecovery recovery(TaskRecovery recovery) {
                return recovery.endsBehind() ? mutant.apply(recovery) : recovery;
            }
        };
    }

    private abstract static class Controlling extends ForwardingRecovery {
        private @Nullable TaskControl task;

        Controlling(TaskRecovery other) {
            super(other);
        }

        @Override
        public void attach(TaskControl given) {
            task = given;
            super.attach(given);
        }

        TaskControl task() {
            return requireNonNull(task);
        }
    }

    static Doors colourIgnored() {
        return overtaking(recovery -> new ForwardingRecovery(recovery) {
            @Override
            public void barrier(ChannelId channel, Barrier barrier) {}
        });
    }

    static Doors cursorWithoutColour() {
        return overtaking(recovery -> new Controlling(recovery) {
            @Override
            public void flushed(long nowNanos) {
                super.flushed(nowNanos);
                task().nextSequences().forEach((input, next) -> task().acknowledge(input, next - 1));
            }
        });
    }

    static Doors rangeNotStored() {
        return overtaking(recovery -> new ForwardingRecovery(recovery) {
            @Override
            public void attach(TaskControl control) {
                super.attach(new ForwardingControl(control) {
                    @Override
                    public void cut(long epoch, boolean holdsSent) {
                        super.cut(epoch, false);
                    }
                });
            }
        });
    }

    static Doors releasedWhenComplete() {
        return overtaking(recovery -> new Controlling(recovery) {
            @Override
            public void complete(long epoch) {
                super.complete(epoch);
                List<ChannelId> outputs = task().outputs();
                for (int i = 0; i < outputs.size(); i++) {
                    task().release(outputs.get(i), task().tails()[i]);
                }
            }
        });
    }

    /** As is right where nothing comes back: consumers had taken at their cuts what was sent before the task's own. */
    static final class ComingBackReleased implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            Map<Long, long[]> tails = new LinkedHashMap<>();
            return new Controlling(recovery) {
                @Override
                public void attach(TaskControl given) {
                    super.attach(new ForwardingControl(given) {
                        @Override
                        public void cut(long epoch, boolean holdsSent) {
                            tails.put(epoch, tails());
                            super.cut(epoch, holdsSent);
                        }
                    });
                }

                @Override
                public void complete(long epoch) {
                    super.complete(epoch);
                    long[] atCut = tails.getOrDefault(epoch, new long[0]);
                    for (int i = 0; i < atCut.length; i++) {
                        task().release(task().outputs().get(i), atCut[i]);
                    }
                }
            };
        }
    }

    static final class LapsTakenForQuiet implements Doors {
        @Override
        public Frame frame(Frame frame, long wantedAttempt) {
            return frame.element() instanceof Lap lap
                    ? new Frame(
                            frame.channel(),
                            frame.attempt(),
                            new Lap(lap.firstSequence(), lap.number(), true),
                            frame.attached())
                    : frame;
        }
    }

    static final class RangeNotSentAgain implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return start.holding(new LinkedHashMap<>());
        }
    }
}
