package dev.levada.cluster.planner;

import dev.levada.api.recovery.Guarantee;

/**
 * What holds at one place of a job.
 *
 * @param guarantee the strongest that holds there
 * @param reason why, in a sentence without its full stop
 */
public record Verdict(Guarantee guarantee, String reason) {}
