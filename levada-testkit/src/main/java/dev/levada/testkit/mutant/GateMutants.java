package dev.levada.testkit.mutant;

import static java.util.Objects.requireNonNull;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.testkit.world.Doors;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bugs in what stands between operators that may do something else and those that are to stay then. */
final class GateMutants {

    private GateMutants() {}

    /** Tasks that send through gates have a bug. */
    private record Sending(RecoveryProtocol other, BiFunction<TaskRecovery, Set<ChannelId>, TaskRecovery> mutant)
            implements RecoveryProtocol {
        @Override
        public TaskRecovery forTask(JobPlan plan, TaskId task) {
            Set<ChannelId> gated = plan.edgesFrom(task.chain()).stream()
                    .filter(JobPlan.Edge::gated)
                    .flatMap(edge -> plan.channelsFrom(task, edge).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            TaskRecovery right = other.forTask(plan, task);
            return gated.isEmpty() ? right : mutant.apply(right, gated);
        }

        @Override
        public JobRecovery forJob(JobPlan plan) {
            return other.forJob(plan);
        }
    }

    private static Doors sending(BiFunction<TaskRecovery, Set<ChannelId>, TaskRecovery> mutant) {
        return new Doors() {
            @Override
            public RecoveryProtocol protocol(RecoveryProtocol protocol) {
                return new Sending(protocol, mutant);
            }
        };
    }

    static Doors opensEarly() {
        return sending((right, gated) -> new ForwardingRecovery(right) {
            @Override
            public long gate() {
                return 0;
            }
        });
    }

    /** Drops what it has sent by an epoch that is complete. */
    private static final class Dropping extends ForwardingRecovery {
        private final Set<ChannelId> gated;
        private final Map<Long, Map<ChannelId, Long>> tails = new LinkedHashMap<>();
        private @Nullable TaskControl task;

        Dropping(TaskRecovery right, Set<ChannelId> gated) {
            super(right);
            this.gated = gated;
        }

        @Override
        public void attach(TaskControl control) {
            task = control;
            super.attach(new ForwardingControl(control) {
                @Override
                public void cut(long epoch, boolean holdsSent) {
                    Map<ChannelId, Long> now = new LinkedHashMap<>();
                    for (int i = 0; i < outputs().size(); i++) {
                        now.put(outputs().get(i), tails()[i]);
                    }
                    tails.put(epoch, now);
                    super.cut(epoch, holdsSent);
                }
            });
        }

        @Override
        public void complete(long epoch) {
            super.complete(epoch);
            tails.getOrDefault(epoch, new LinkedHashMap<>()).forEach((output, tail) -> {
                if (gated.contains(output)) {
                    requireNonNull(task).release(output, tail);
                }
            });
        }
    }

    static Doors droppedWhenComplete() {
        return sending(Dropping::new);
    }

    /** What waits behind a gate is nowhere but in memory. */
    static final class HeldNotInSnapshot implements Doors {
        private Predicate<ChannelId> gated = channel -> false;

        @Override
        public RecoveryProtocol protocol(RecoveryProtocol protocol) {
            return new RecoveryProtocol() {
                @Override
                public TaskRecovery forTask(JobPlan plan, TaskId task) {
                    return protocol.forTask(plan, task);
                }

                @Override
                public JobRecovery forJob(JobPlan plan) {
                    gated = plan::isGated;
                    return protocol.forJob(plan);
                }
            };
        }

        @Override
        public TaskStart start(TaskStart start) {
            return start.holding(start.sent().entrySet().stream()
                    .filter(sent -> !gated.test(sent.getKey()))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new)));
        }
    }
}
