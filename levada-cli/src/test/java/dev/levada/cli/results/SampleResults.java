package dev.levada.cli.results;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Environment;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Run;
import dev.levada.bench.result.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Results with something of everything in them. */
public final class SampleResults {
    private static final Environment HERE =
            new Environment("a <fast> processor", 2, 8_000, "Linux & co", "Java 17", List.of("-Xmx1g"), 0.25, "1");

    private SampleResults() {}

    /** @param factor what all throughputs are multiplied by */
    public static Results times(double factor) {
        return new Results(
                "matrix",
                Instant.parse("2026-11-30T05:00:00Z"),
                HERE,
                Map.of("runs", "4", "what", "<b>&\"'"),
                Map.of("recovery", "none"),
                List.of(
                        configuration("none", factor, 1_000_000, 1_050_000, 990_000, 1_010_000),
                        configuration("causal", factor, 900_000, 950_000, 940_000, 960_000)
                                .with(underFault(true))));
    }

    private static Configuration configuration(String recovery, double factor, double... perSecond) {
        Map<String, String> of = new LinkedHashMap<>();
        of.put("app", "sd");
        of.put("recovery", recovery);
        List<Run> runs = new ArrayList<>();
        for (double each : perSecond) {
            runs.add(Run.of(true, Map.of(Figure.PER_SECOND, each * factor, Figure.PER_CORE_SECOND, each * factor / 2)));
        }
        return new Configuration(of, runs);
    }

    /** A run in which something failed. */
    public static Run underFault(boolean exact) {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slices.add(new Slice(i / 10.0, 500, 0.2, i == 10 ? 400 : 3, i == 10 ? 800 : 7));
        }
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("task", "moving-average#0");
        task.put("attempt", 2);
        task.put("cause", "told to crash");
        task.put("from", 1);
        task.put("worker", 2);
        task.put("restored", 120.0);
        task.put("online", 150.0);
        task.put("caughtUp", 400.0);
        Map<String, Object> recovery = new LinkedHashMap<>();
        recovery.put("protocol", "causal");
        recovery.put("failed", List.of("moving-average#0"));
        recovery.put("cause", "told to crash");
        recovery.put("rolledBack", 0);
        recovery.put("detected", 10.0);
        recovery.put("fenced", 30.0);
        recovery.put("online", 150.0);
        recovery.put("tasks", List.of(task));
        return new Run(
                exact,
                Map.of(Figure.P50, 0.2, Figure.P99, 400.0, Figure.LATE, 800.0),
                slices,
                OptionalDouble.of(1.0),
                List.of(recovery),
                "crash-task");
    }
}
