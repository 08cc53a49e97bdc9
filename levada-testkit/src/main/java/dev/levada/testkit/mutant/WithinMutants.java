package dev.levada.testkit.mutant;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.testkit.world.Doors;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bugs in what ends a window within an epoch, and in its snapshot. */
final class WithinMutants {
    /** The name of an object of such a window: epoch, window, attempt, task. */
    private static final Pattern WINDOW = Pattern.compile("(\\d+)w(\\d+)-(\\d+)-([^.]+)(\\..*)?");

    private WithinMutants() {}

    static final class AcknowledgedAtEnd implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                private long epoch;
                private long ended;

                @Override
                public void attach(TaskControl control) {
                    epoch = control.startEpoch();
                    super.attach(new ForwardingControl(control) {
                        @Override
                        public void cut(long next, boolean holdsSent) {
                            epoch = next;
                            super.cut(next, holdsSent);
                        }

                        @Override
                        public void pass(long next) {
                            epoch = next;
                            super.pass(next);
                        }

                        @Override
                        public boolean endWindow(long number) {
                            ended = number;
                            return super.endWindow(number);
                        }
                    });
                }

                @Override
                public void processed(ChannelId channel, Element element) {
                    super.processed(channel, element);
                    if (ended > 0) {
                        recovery.windowStored(epoch, ended);
                        ended = 0;
                    }
                }
            };
        }
    }

    static final class SentForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return start.window().isWithin() ? start.holding(new LinkedHashMap<>()) : start;
        }
    }

    static final class NotInLog implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return LogMutants.logging(recovery, log -> new ForwardingLog(log) {
                @Override
                public void window(long number) {}
            });
        }
    }

    static final class DeletedEarly implements Doors {
        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
                    Matcher own = WINDOW.matcher(name);
                    if (own.matches()) {
                        for (String other : names()) {
                            Matcher earlier = WINDOW.matcher(other);
                            if (earlier.matches()
                                    && earlier.group(4).equals(own.group(4))
                                    && !(earlier.group(1) + "w" + earlier.group(2))
                                            .equals(own.group(1) + "w" + own.group(2))) {
                                delete(other);
                            }
                        }
                    }
                    super.put(owner, attempt, name, blocks);
                }
            };
        }
    }

    /** Where an epoch is complete, tasks begin with what they stored in an earlier one. */
    static final class OlderTaken implements Doors {
        private final Map<String, TaskId> complete = new LinkedHashMap<>();

        @Override
        public Actions actions(Actions actions) {
            return new ForwardingActions(actions) {
                @Override
                public void deploy(Deployment deployment) {
                    deployment.snapshots().forEach((task, name) -> complete.put(name, task));
                    super.deploy(deployment);
                }
            };
        }

        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public Iterator<byte[]> get(String name) throws IOException {
                    TaskId task = complete.get(name);
                    return super.get(task == null ? name : older(task, name).orElse(name));
                }

                private Optional<String> older(TaskId task, String name) throws IOException {
                    long epoch = Long.parseLong(name.substring(0, name.indexOf('-')));
                    String ending = task.index() + "-" + task.chain();
                    for (String other : names()) {
                        Matcher window = WINDOW.matcher(other);
                        if (window.matches()
                                && window.group(5) == null
                                && window.group(4).equals(ending)
                                && Long.parseLong(window.group(1)) < epoch) {
                            return Optional.of(other);
                        }
                    }
                    return Optional.empty();
                }
            };
        }
    }
}
