package dev.levada.cluster.planner;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;

/** How many workers of a job may fail at once where what tasks choose is in the memory of others. */
public final class Domains {

    private Domains() {}

    /** The greatest number that an operator asks for: it counts for all of them. 0 if none recovers so. */
    public static int of(JobPlan plan) {
        return plan.recoveries().stream().mapToInt(Recovery::domains).max().orElse(0);
    }

    /**
     * Refuses to run a plan in too few processes for what its operators ask for. Where they ask for one, one process is
     * enough: what is made up for is a task, then.
     *
     * @param workers how many processes there are, or 0 for one for each task
     * @throws PlanException if more may fail at once than there are others
     */
    public static void require(JobPlan plan, int workers) {
        int there = workers > 0 ? workers : plan.tasks();
        for (JobPlan.Chain chain : plan.chains()) {
            int domains = chain.recovery().domains();
            if (domains > 1 && domains >= there) {
                throw new PlanException(
                        ("operator '%s' recovers by %s, which makes up for %d workers that fail at once and so needs at least %d,"
                                        + " and the job has %d; run it in more (--workers), or let the operator recover by %s")
                                .formatted(
                                        chain.name(),
                                        chain.recovery().label(),
                                        domains,
                                        domains + 1,
                                        there,
                                        with(chain.recovery(), Math.max(1, there - 1))
                                                .label()));
            }
        }
    }

    private static Recovery with(Recovery recovery, int domains) {
        return switch (recovery.protocol()) {
            case CAUSAL -> Recovery.causal(domains);
            case REPLICATED -> Recovery.replicated(2 * domains + 1);
            default -> Recovery.pessimistic(domains);
        };
    }
}
