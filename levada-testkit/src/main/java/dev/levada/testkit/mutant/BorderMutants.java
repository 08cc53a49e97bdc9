package dev.levada.testkit.mutant;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.Scope;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.Protocols;
import dev.levada.testkit.world.Doors;
import java.util.LinkedHashSet;
import java.util.Set;

/** Bugs in what stands between operators that recover differently. */
final class BorderMutants {

    private BorderMutants() {}

    /** Tasks that recover by one of the protocols do so as if there were no others. */
    private record WithoutBorder(RecoveryProtocol other, Recovery blind) implements RecoveryProtocol {
        @Override
        public TaskRecovery forTask(JobPlan plan, TaskId task) {
            boolean isBlind = plan.chain(task.chain()).recovery().equals(blind);
            return (isBlind ? Protocols.of(blind, true) : other).forTask(plan, task);
        }

        @Override
        public JobRecovery forJob(JobPlan plan) {
            return other.forJob(plan);
        }
    }

    static final class BorderNotKept implements Doors {
        @Override
        public RecoveryProtocol protocol(RecoveryProtocol protocol) {
            return new WithoutBorder(protocol, Recovery.checkpoint());
        }
    }

    static final class PromisedTooMuch implements Doors {
        @Override
        public RecoveryProtocol protocol(RecoveryProtocol protocol) {
            return new WithoutBorder(protocol, Recovery.backtracking());
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
