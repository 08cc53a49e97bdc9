package dev.levada.faults;

import java.util.ArrayList;
import java.util.List;

/** What was committed when, and what was done when. Confined to one thread. */
final class Progress {
    private final List<RoundResult.Sample> samples = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();
    private long records;

    private record Done(Strike strike, double at, String victim) {}

    /** Whether that is news. */
    boolean reached(long nowNanos, long newRecords) {
        if (newRecords == records) {
            return false;
        }
        records = newRecords;
        samples.add(new RoundResult.Sample(nowNanos / 1e9, newRecords));
        return true;
    }

    void struck(Strike strike, long nowNanos, String victim) {
        done.add(new Done(strike, nowNanos / 1e9, victim));
    }

    long records() {
        return records;
    }

    List<RoundResult.Sample> samples() {
        return samples;
    }

    /** What was done, each with the pause that it made. */
    List<RoundResult.Struck> strikes(double endSeconds) {
        List<RoundResult.Struck> strikes = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            Done each = done.get(i);
            double until = i + 1 < done.size() ? done.get(i + 1).at() : endSeconds;
            strikes.add(new RoundResult.Struck(
                    each.strike().fault(),
                    each.at(),
                    each.strike().millis(),
                    each.victim(),
                    1_000 * pause(each.at(), until)));
        }
        return strikes;
    }

    private double pause(double from, double until) {
        double longest = 0;
        double last = from;
        for (RoundResult.Sample sample : samples) {
            if (sample.at() > from && last < until) {
                longest = Math.max(longest, sample.at() - last);
                last = sample.at();
            }
        }
        return longest;
    }
}
