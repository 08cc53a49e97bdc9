package dev.levada.testkit.mutant;

import static java.util.Objects.requireNonNull;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.Scope;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.Protocols;
import dev.levada.testkit.world.Doors;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bugs in what stands between operators that recover differently. */
final class BorderMutants {

    private BorderMutants() {}

    /** Tasks that recover by one of the protocols do so as if there were no others; but for those at gates. */
    private record WithoutBorder(RecoveryProtocol other, Recovery blind, UnaryOperator<TaskRecovery> mutant)
            implements RecoveryProtocol {
        @Override
        public TaskRecovery forTask(JobPlan plan, TaskId task) {
            boolean isBlind = plan.chain(task.chain()).recovery().equals(blind) && !isAtGate(plan, task.chain());
            return isBlind ? mutant.apply(Protocols.of(blind, true).forTask(plan, task)) : other.forTask(plan, task);
        }

        private static boolean isAtGate(JobPlan plan, String chain) {
            return Stream.concat(plan.edgesInto(chain).stream(), plan.edgesFrom(chain).stream())
                    .anyMatch(JobPlan.Edge::gated);
        }

        @Override
        public JobRecovery forJob(JobPlan plan) {
            return other.forJob(plan);
        }
    }

    static final class BorderNotKept implements Doors {
        @Override
        public RecoveryProtocol protocol(RecoveryProtocol protocol) {
            return new WithoutBorder(protocol, Recovery.checkpoint(), UnaryOperator.identity());
        }
    }

    /** A window is acknowledged when its snapshot is in the store, whatever that holds and whoever begins anew. */
    private static final class Promising extends ForwardingRecovery {
        private final Map<Long, Map<ChannelId, Long>> ends = new LinkedHashMap<>();
        private @Nullable TaskControl task;

        Promising(TaskRecovery other) {
            super(other);
        }

        @Override
        public void attach(TaskControl control) {
            task = control;
            super.attach(new ForwardingControl(control) {
                @Override
                public void cut(long epoch, boolean holdsSent) {
                    ends.put(epoch, nextSequences());
                    super.cut(epoch, holdsSent);
                }
            });
        }

        @Override
        public void stored(long epoch) {
            super.stored(epoch);
            ends.getOrDefault(epoch, new LinkedHashMap<>())
                    .forEach((input, next) -> requireNonNull(task).acknowledge(input, next - 1));
        }
    }

    static final class PromisedTooMuch implements Doors {
        @Override
        public RecoveryProtocol protocol(RecoveryProtocol protocol) {
            return new WithoutBorder(protocol, Recovery.backtracking(), Promising::new);
        }
    }

    static final class DependentsStay implements Doors {
        @Override
        public JobRecovery policy(JobRecovery policy) {
            return new ForwardingPolicy(policy) {
                @Override
                public Scope scope(Set<TaskId> failed, Set<TaskId> anew) {
                    Set<TaskId> forgetting =
                            new LinkedHashSet<>(super.scope(failed, anew).anew());
                    forgetting.removeIf(task -> kept(task) != Kept.NOWHERE);
                    Set<TaskId> repeating = new LinkedHashSet<>(failed);
                    repeating.removeAll(forgetting);
                    return new Scope(repeating, forgetting);
                }
            };
        }
    }
}
