package dev.levada.cli.bench;

import dev.levada.bench.RecoveryBench;
import dev.levada.bench.RecoveryBench.Kill;
import dev.levada.bench.RecoveryBench.Measured;
import dev.levada.cli.terminal.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured of each protocol and engine, in a line. */
final class RecoveryTable {

    private RecoveryTable() {}

    static List<String> lines(RecoveryBench.Report report) {
        Table table = new Table(
                "RECOVERY",
                "DETECTED",
                "FENCED",
                "ONLINE",
                "REPLAYED",
                "OUTPUT-GAP",
                "COMMIT-GAP",
                "LATER",
                "OTHERS-OUTPUT",
                "OTHERS-COMMIT",
                "ROLLED-BACK",
                "OUTPUT");
        report.measured().forEach(each -> table.row(row(each)));
        return table.lines();
    }

    private static Object[] row(Measured measured) {
        return new Object[] {
            measured.label(),
            median(measured, Kill::detected),
            median(measured, Kill::fenced),
            median(measured, Kill::online),
            median(measured, Kill::replayed),
            median(measured, Kill::output) + "/" + percentile(measured, Kill::output, 95),
            median(measured, Kill::gap) + "/" + percentile(measured, Kill::gap, 95),
            percentile(measured, Kill::later, 100),
            percentile(measured, Kill::othersOutput, 100),
            percentile(measured, Kill::othersGap, 100),
            String.valueOf(measured.rolledBack()),
            checked(measured.check())
        };
    }

    private static String median(Measured measured, ToDoubleFunction<Kill> time) {
        return percentile(measured, time, 50);
    }

    /** A dash for what an engine does not say. */
    private static String percentile(Measured measured, ToDoubleFunction<Kill> time, double percent) {
        double millis = measured.percentile(time, percent);
        return Double.isNaN(millis) ? "-" : "%.0f".formatted(millis);
    }

    private static String checked(RecoveryBench.Check check) {
        if (check.exact()) {
            return "exact";
        }
        return check.surplus() == 0
                ? "WRONG"
                : "WRONG: %d %s".formatted(Math.abs(check.surplus()), check.surplus() < 0 ? "lost" : "doubled");
    }
}
