package dev.levada.recovery;

import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.recovery.acknowledge.Acknowledgement;
import dev.levada.recovery.backtrack.Backtracking;
import dev.levada.recovery.checkpoint.Checkpoint;
import dev.levada.recovery.hybrid.Hybrid;
import dev.levada.recovery.log.causal.Causal;
import dev.levada.recovery.log.optimistic.Optimistic;
import dev.levada.recovery.log.pessimistic.Pessimistic;
import dev.levada.recovery.none.NoRecovery;
import dev.levada.recovery.replicate.Replicated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the protocol for a user's choice. */
public final class Protocols {

    private Protocols() {}

    /**
     * For a plan, whose chains may recover differently.
     *
     * @param replaces whether failed tasks are brought back where the protocol can do without them
     */
    public static RecoveryProtocol of(JobPlan plan, boolean replaces) {
        List<Recovery> all = plan.recoveries();
        if (all.size() == 1 && !plan.hasGates()) {
            return all.get(0) == Recovery.checkpoint() ? new Checkpoint(mode(plan.cuts())) : of(all.get(0), replaces);
        }
        Map<Recovery, RecoveryProtocol> protocols = new LinkedHashMap<>();
        all.stream().filter(Protocols::mixes).forEach(each -> protocols.put(each, of(each, replaces)));
        return new Hybrid(protocols, aligned());
    }

    /** Where what tasks choose is kept. */
    public static Kept kept(Recovery recovery) {
        return of(recovery, true).kept();
    }

    /** Whether operators that recover by this and operators that recover by others can be in one job. */
    public static boolean mixes(Recovery recovery) {
        return recovery.gives() == Guarantee.EXACTLY_ONCE && kept(recovery) != Kept.LATER;
    }

    /**
     * Why the tasks of a chain that would end windows within epochs do not, for people; empty if they do, or were not
     * to.
     */
    public static Optional<String> keepsToEpochs(JobPlan plan, JobPlan.Chain chain) {
        if (chain.recovery().windowRecords() == 0) {
            return Optional.empty();
        }
        boolean mayBeginAnew = !of(plan, true).forJob(plan).backToNewest(chain.task(0));
        return Backtracking.keepsToEpochs(plan, chain.name())
                .or(() -> mayBeginAnew
                        ? Optional.of("it depends on what may be done otherwise after a failure")
                        : Optional.empty());
    }

    /**
     * Why the tasks of a chain log what they choose although they were to merge their inputs, for people; empty if they
     * do not, or were not to.
     */
    public static Optional<String> logsAllTheSame(JobPlan plan, JobPlan.Chain chain) {
        return chain.recovery().mergesInputs() ? Backtracking.logsAllTheSame(plan, chain.name()) : Optional.empty();
    }

    /** @param replaces whether failed tasks are brought back where the protocol can do without them */
    public static RecoveryProtocol of(Recovery recovery, boolean replaces) {
        return switch (recovery.protocol()) {
            case AT_MOST_ONCE -> new NoRecovery(replaces);
            case AT_LEAST_ONCE -> new Acknowledgement();
            case AT_LEAST_ONCE_SNAPSHOT -> new Checkpoint(Checkpoint.Mode.AT_LEAST_ONCE);
            case CHECKPOINT -> aligned();
            case PESSIMISTIC ->
                new Pessimistic(aligned(), recovery.logsContent(), pessimisticallyKept(recovery), recovery.domains());
            case CAUSAL -> new Causal(aligned(), recovery.domains());
            case OPTIMISTIC -> new Optimistic(aligned());
            case BACKTRACKING ->
                new Backtracking(
                        aligned(),
                        new Pessimistic(aligned(), false, Kept.DURABLE, 0),
                        recovery.mergesInputs(),
                        recovery.windowRecords());
            case REPLICATED ->
                new Replicated(
                        new Pessimistic(aligned(), true, Kept.COPIED, recovery.domains()),
                        aligned(),
                        recovery.replicas());
        };
    }

    private static Kept pessimisticallyKept(Recovery recovery) {
        if (recovery.logsOnHost()) {
            return Kept.LOCAL;
        }
        return recovery.domains() > 0 ? Kept.COPIED : Kept.DURABLE;
    }

    private static Checkpoint.Mode mode(Cuts cuts) {
        return switch (cuts) {
            case ALIGNED -> Checkpoint.Mode.ALIGNED;
            case UNALIGNED -> Checkpoint.Mode.UNALIGNED;
            case AUTO -> Checkpoint.Mode.AUTO;
        };
    }

    private static RecoveryProtocol aligned() {
        return new Checkpoint(Checkpoint.Mode.ALIGNED);
    }
}
