package dev.levada.cluster.planner;

import dev.levada.core.plan.JobPlan;
import dev.levada.recovery.Protocols;
import dev.levada.recovery.replicate.Replicated;
import java.util.Optional;

/**
 * Why the tasks of a chain do not do all that was chosen for them, for people. The doors explain plans with it, which
 * see nothing of the protocols that know.
 */
public final class ChainReasons {

    private ChainReasons() {}

    /** Why they do not end windows within epochs; empty if they do, or were not to. */
    public static Optional<String> keepsToEpochs(JobPlan plan, JobPlan.Chain chain) {
        return Protocols.keepsToEpochs(plan, chain);
    }

    /** Whether others follow them; if not, they were not to be, have a source or a sink, or are in a loop. */
    public static boolean haveFollowers(JobPlan plan, JobPlan.Chain chain) {
        return Replicated.hasFollowers(plan, chain);
    }

    /** Why they log what they choose although they were to merge their inputs; empty if they do not, or were not to. */
    public static Optional<String> logsAllTheSame(JobPlan plan, JobPlan.Chain chain) {
        return Protocols.logsAllTheSame(plan, chain);
    }
}
