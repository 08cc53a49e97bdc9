package dev.levada.testkit.mutant;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Fenced;
import dev.levada.core.channel.Frame;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.testkit.world.Doors;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Bugs in what stands between tasks, the store and the coordinator. */
final class HostMutants {

    private HostMutants() {}

    private static Report changed(Report report, UnaryOperator<Fenced> change) {
        return report instanceof Report.Fenced fenced
                ? new Report.Fenced(fenced.task(), fenced.attempt(), fenced.round(), change.apply(fenced.answer()))
                : report;
    }

    static final class NotDisconnected implements Doors {
        @Override
        public Order order(Order order) {
            boolean stays =
                    order instanceof Order.Fence fence && !fence.replaced().contains(fence.task());
            return stays ? leavingNobody((Order.Fence) order) : order;
        }

        private static Order leavingNobody(Order.Fence fence) {
            return new Order.Fence(fence.task(), fence.attempt(), fence.round(), List.of(), fence.line());
        }
    }

    static final class AnyAttemptAccepted implements Doors {
        @Override
        public boolean acceptsAnyAttempt() {
            return true;
        }

        @Override
        public Frame frame(Frame frame, long wantedAttempt) {
            return new Frame(frame.channel(), wantedAttempt, frame.element());
        }
    }

    static final class NoFloors implements Doors {
        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public void raiseFloors(Map<TaskId, Long> attempts) {}
            };
        }
    }

    static final class StoredLater implements Doors {
        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                private int count;

                @Override
                public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
                    if (++count % 20 != 0) {
                        super.put(owner, attempt, name, blocks);
                    }
                }
            };
        }
    }

    static final class ReconnectedBehind implements Doors {
        @Override
        public long wanted(long next, boolean again) {
            return again ? next + 1 : next;
        }
    }

    static final class EndsNotTold implements Doors {
        @Override
        public Report report(Report report) {
            return changed(report, answer -> new Fenced(answer.arrived(), List.of(), answer.orphan()));
        }
    }

    static final class ArrivedTooLow implements Doors {
        @Override
        public Report report(Report report) {
            return changed(report, answer -> {
                Map<ChannelId, Long> lower = new LinkedHashMap<>();
                answer.arrived().forEach((channel, last) -> lower.put(channel, Math.max(0, last - 1)));
                return new Fenced(lower, answer.ended(), answer.orphan());
            });
        }
    }

    static final class SpillDroppedEarly implements Doors {
        @Override
        public SpillStore spill(SpillStore store) {
            return new SpillStore() {
                @Override
                public long put(byte[] bytes, int length) {
                    return store.put(bytes, length);
                }

                @Override
                public byte[] get(long reference) {
                    return store.get(reference);
                }

                @Override
                public void drop(long before) {
                    store.drop(before == Long.MAX_VALUE ? before : before + 1);
                }

                @Override
                public void close() {
                    store.close();
                }
            };
        }
    }

    static final class AnySnapshotCounts implements Doors {
        private long triggered;
        private final Map<TaskId, Long> latest = new LinkedHashMap<>();

        @Override
        public Actions actions(Actions actions) {
            return new ForwardingActions(actions) {
                @Override
                public void trigger(TaskId task, long attempt, long epoch, boolean atOnce) {
                    triggered = epoch;
                    latest.put(task, attempt);
                    super.trigger(task, attempt, epoch, atOnce);
                }
            };
        }

        @Override
        public Report report(Report report) {
            return report instanceof Report.Taken taken
                    ? new Report.Taken(
                            taken.task(),
                            latest.getOrDefault(taken.task(), taken.attempt()),
                            triggered,
                            taken.snapshot())
                    : report;
        }
    }

    static final class NewestSnapshotTaken implements Doors {
        private final Map<TaskId, String> newest = new LinkedHashMap<>();

        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
                    super.put(owner, attempt, name, blocks);
                    if (!name.endsWith(".state")) {
                        newest.put(owner, name);
                    }
                }
            };
        }

        @Override
        public Actions actions(Actions actions) {
            return new ForwardingActions(actions) {
                @Override
                public void deploy(Deployment deployment) {
                    super.deploy(withNewest(deployment));
                }
            };
        }

        private Deployment withNewest(Deployment deployment) {
            Map<TaskId, String> snapshots = new LinkedHashMap<>(deployment.snapshots());
            snapshots.replaceAll((task, name) -> newest.getOrDefault(task, name));
            return new Deployment(
                    deployment.round(),
                    deployment.epoch(),
                    deployment.attempts(),
                    snapshots,
                    deployment.positions(),
                    deployment.arrived(),
                    deployment.repeating(),
                    deployment.line());
        }
    }
}
