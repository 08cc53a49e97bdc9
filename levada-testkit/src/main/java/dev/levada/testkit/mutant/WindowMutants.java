package dev.levada.testkit.mutant;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.testkit.world.Doors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Bugs in what ends a window, and in what a task has that goes back to one. */
final class WindowMutants {

    private WindowMutants() {}

    static final class AcknowledgedAtCut implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                @Override
                public void attach(TaskControl control) {
                    super.attach(new ForwardingControl(control) {
                        @Override
                        public void cut(long epoch, boolean holdsSent) {
                            super.cut(epoch, holdsSent);
                            recovery.stored(epoch);
                        }
                    });
                }
            };
        }
    }

    static final class SentForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return start.holding(new LinkedHashMap<>());
        }
    }

    static final class BackToAny implements Doors {
        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public List<String> names() throws IOException {
                    List<String> names = new ArrayList<>(super.names());
                    super.names().stream()
                            .filter(name -> name.indexOf('.') < 0) // a snapshot itself
                            .forEach(name -> names.add(name + ".sent"));
                    return names;
                }
            };
        }
    }

    /** Some tasks let everything leave at once. */
    private static TaskRecovery ungated(TaskRecovery recovery, Predicate<TaskControl> which) {
        return new ForwardingRecovery(recovery) {
            private boolean open;

            @Override
            public void attach(TaskControl control) {
                open = which.test(control);
                super.attach(control);
            }

            @Override
            public long gate() {
                long position = super.gate();
                return open ? 0 : position;
            }
        };
    }

    static final class SourceGateOpen implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return ungated(recovery, control -> control.nextSequences().isEmpty());
        }
    }

    static final class SeveralInputsTakenForOne implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return ungated(recovery, control -> control.nextSequences().size() > 1);
        }

        @Override
        public TaskStart start(TaskStart start) {
            return start.inputs().size() > 1 ? start.repeating(new byte[0]) : start;
        }
    }

    /** All is of the last complete epoch, but for the numbers of what is sent. */
    static final class NumbersOfNewest implements Doors {
        private final Map<TaskId, String> complete = new LinkedHashMap<>();

        @Override
        public Actions actions(Actions actions) {
            return new ForwardingActions(actions) {
                @Override
                public void deploy(Deployment deployment) {
                    complete.putAll(deployment.snapshots());
                    super.deploy(deployment);
                }
            };
        }

        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public Iterator<byte[]> get(String name) throws IOException {
                    for (Map.Entry<TaskId, String> each : complete.entrySet()) {
                        boolean newer = StoredSnapshot.newest(
                                        each.getKey(), 0, Long.MAX_VALUE, new LinkedHashSet<>(storage.names()))
                                .filter(name::equals)
                                .isPresent();
                        if (newer) {
                            return mixed(
                                    SnapshotReader.read(storage, each.getValue()), SnapshotReader.read(storage, name));
                        }
                    }
                    return super.get(name);
                }
            };
        }

        private static Iterator<byte[]> mixed(StoredSnapshot last, StoredSnapshot newest) {
            StoredSnapshot both = new StoredSnapshot(
                    last.task(),
                    last.attempt(),
                    last.epoch(),
                    last.window(),
                    last.finished(),
                    last.inputs(),
                    last.ended(),
                    newest.outputs(),
                    last.externalCalls(),
                    last.positions(),
                    last.operators(),
                    last.held(),
                    last.sent(),
                    last.loop(),
                    last.watermarks(),
                    last.sample());
            return List.of(both.toBytes()).iterator();
        }
    }
}
