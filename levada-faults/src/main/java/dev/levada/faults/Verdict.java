package dev.levada.faults;

import dev.levada.api.recovery.Guarantee;
import java.util.List;

/**
 * What the output of a job is worth.
 *
 * @param lost payments that are missing, counted for each of the two outputs
 * @param duplicated payments that are there again, each time counted
 * @param altered lines that no right job would write
 * @param findings the first few of them, in words
 */
public record Verdict(long lost, long duplicated, long altered, List<String> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Whether that is less than was promised. */
    boolean breaks(Guarantee promise) {
        return altered > 0
                || (lost > 0 && promise != Guarantee.AT_MOST_ONCE)
                || (duplicated > 0 && promise != Guarantee.AT_LEAST_ONCE);
    }
}
