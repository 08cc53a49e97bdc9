package dev.levada.cli.faults;

import dev.levada.faults.Fault;
import dev.levada.faults.RoundResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was found, for people. */
final class FaultsTable {

    private FaultsTable() {}

    /** How a round ended, in a word or a few. */
    static String word(RoundResult result) {
        return result.outcome() == RoundResult.Outcome.WRONG
                ? "WRONG (%d lost, %d duplicated, %d altered)"
                        .formatted(
                                result.verdict().lost(),
                                result.verdict().duplicated(),
                                result.verdict().altered())
                : result.right() ? "right" : result.outcome().name();
    }

    /** What was done in a round. */
    static String done(RoundResult result) {
        return result.strikes().isEmpty()
                ? "nothing was done"
                : result.strikes().stream()
                        .map(each -> "%s (pause %.1f s)"
                                .formatted(each.fault().label(), each.pauseMillis() / 1_000))
                        .collect(Collectors.joining(", "));
    }

    static List<String> lines(List<RoundResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%-22s %8s %8s %6s %10s %8s %6s %10s %10s"
                .formatted(
                        "fault", "injected", "survived", "lost", "duplicated", "altered", "hung", "pause p50", "p95"));
        for (Tally tally : Tally.of(results)) {
            lines.add("%-22s %8d %8d %6d %10d %8d %6d %9s %9s"
                    .formatted(
                            tally.fault().label(),
                            tally.injected(),
                            tally.survived(),
                            tally.lost(),
                            tally.duplicated(),
                            tally.altered(),
                            tally.hung(),
                            seconds(tally.pauses(), 0.5),
                            seconds(tally.pauses(), 0.95)));
        }
        double[] recoveries = results.stream()
                .flatMap(result -> result.recoveries().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        lines.add("");
        lines.add("%d rounds, %d right, %d strikes; %d recoveries as the jobs report them, p50 %s, p95 %s"
                .formatted(
                        results.size(),
                        results.stream().filter(RoundResult::right).count(),
                        results.stream().mapToInt(each -> each.strikes().size()).sum(),
                        recoveries.length,
                        seconds(recoveries, 0.5),
                        seconds(recoveries, 0.95)));
        return lines;
    }

    private static String seconds(double[] sortedMillis, double share) {
        return sortedMillis.length == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f s", quantile(sortedMillis, share) / 1_000);
    }

    /** The nearest rank. */
    static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /**
     * One kind of fault, in all rounds.
     *
     * @param survived how often the round was right
     * @param lost in rounds that went wrong; with other faults in the same round, one cannot tell them apart
     * @param pauses in milliseconds, sorted
     */
    @SuppressWarnings("ArrayRecordComponent") // read by this class alone
    record Tally(
            Fault fault,
            int injected,
            int survived,
            long lost,
            long duplicated,
            long altered,
            int hung,
            double[] pauses) {

        static List<Tally> of(List<RoundResult> results) {
            return Arrays.stream(Fault.values())
                    .map(fault -> of(fault, results))
                    .filter(tally -> tally.injected() > 0)
                    .toList();
        }

        private static Tally of(Fault fault, List<RoundResult> results) {
            int injected = 0;
            int survived = 0;
            long lost = 0;
            long duplicated = 0;
            long altered = 0;
            int hung = 0;
            List<Double> pauses = new ArrayList<>();
            for (RoundResult result : results) {
                List<RoundResult.Struck> strikes = result.strikes().stream()
                        .filter(each -> each.fault() == fault)
                        .toList();
                injected += strikes.size();
                survived += result.right() ? strikes.size() : 0;
                strikes.forEach(each -> pauses.add(each.pauseMillis()));
                if (!strikes.isEmpty()) {
                    lost += result.verdict().lost();
                    duplicated += result.verdict().duplicated();
                    altered += result.verdict().altered();
                    hung += result.outcome() == RoundResult.Outcome.HUNG ? 1 : 0;
                }
            }
            return new Tally(
                    fault,
                    injected,
                    survived,
                    lost,
                    duplicated,
                    altered,
                    hung,
                    pauses.stream().mapToDouble(Double::doubleValue).sorted().toArray());
        }
    }
}
