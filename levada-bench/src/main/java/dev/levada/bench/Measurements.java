package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Environment;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What each measurement came to, in the form that all have in common.
 *
 * @param at when it began
 */
public record Measurements(Instant at, Environment environment) {
    private static final String SYSTEM = "system";
    private static final String ENGINE = "engine";
    private static final String LOOP = "loop";
    private static final String RECOVERY = "recovery";
    private static final String STATE = "state MB";
    private static final String WORKERS = "workers";
    private static final String WORKLOAD = "workload";
    private static final String SEED = "seed";

    /** From now on, here. */
    public static Measurements begin(String levada) {
        return new Measurements(Instant.now(), Environment.here(levada));
    }

    /** The engine and both loops; what they have in common with each other is how many words they count. */
    public Results of(WordCountBench.Report report) {
        WordCountBench.Options options = report.options();
        List<Configuration> all = new ArrayList<>();
        all.add(words(ENGINE, report.engine(), report.exact()));
        all.add(words(LOOP, report.loop(), report.exact()));
        all.add(words("tuned loop", report.tunedLoop(), report.exact()));
        report.latencyAtHalfRate().ifPresent(latency -> {
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.OFFERED_PER_SECOND, report.halfRateWordsPerSecond());
            figures.put(Figure.P50, latency.p50());
            figures.put(Figure.P95, latency.p95());
            figures.put(Figure.P99, latency.p99());
            figures.put(Figure.P999, latency.p999());
            all.set(0, all.get(0).with(Run.of(report.exact(), figures)));
        });
        return results(
                "wordcount",
                Map.of(SYSTEM, LOOP),
                all,
                "words",
                options.words(),
                WORKERS,
                options.workers(),
                SEED,
                options.seed());
    }

    private static Configuration words(String system, List<WordCountBench.Run> runs, boolean exact) {
        return new Configuration(
                Map.of(SYSTEM, system),
                runs.stream()
                        .map(run -> Run.of(
                                exact,
                                costs(run.wordsPerSecond() * run.seconds(), new Cost(run.seconds(), run.cpuSeconds()))))
                        .toList());
    }

    /** The job without a protocol and with each, over each size of state. */
    public Results of(OverheadBench.Report report) {
        OverheadBench.Options options = report.options();
        long between = options.workload().sources()
                * Marks.of(options.count(), 1).sentences()
                * options.workload().keyedPerRecord();
        List<Configuration> all = new ArrayList<>();
        List<Integer> sizes = options.megabytes();
        for (int i = 0; i < sizes.size(); i++) {
            int megabytes = sizes.get(i);
            List<OverheadBench.Measured> measured = report.measured().stream()
                    .filter(each -> each.megabytes() == megabytes)
                    .toList();
            List<OverheadBench.Pair> rounds =
                    measured.isEmpty() ? List.of() : measured.get(0).pairs();
            List<Run> without =
                    costs(rounds.stream().map(OverheadBench.Pair::without).toList(), between, report);
            all.add(under(
                    OverheadBench.label(Recovery.none()),
                    megabytes,
                    without,
                    report.without().get(i),
                    report));
            for (OverheadBench.Measured each : measured) {
                List<Run> with = costs(
                        each.pairs().stream().map(OverheadBench.Pair::with).toList(), between, report);
                all.add(under(each.recovery().label(), megabytes, with, each.latency(), report));
            }
        }
        return results(
                "overhead",
                Map.of(RECOVERY, OverheadBench.label(Recovery.none())),
                all,
                WORKLOAD,
                label(options.workload()),
                "records",
                options.records(),
                WORKERS,
                options.workers(),
                SEED,
                options.seed());
    }

    private static Configuration under(
            String recovery,
            int megabytes,
            List<Run> runs,
            Optional<OverheadBench.Latency> latency,
            OverheadBench.Report report) {
        Map<String, String> of = new LinkedHashMap<>();
        of.put(RECOVERY, recovery);
        of.put(STATE, String.valueOf(megabytes));
        Configuration configuration = new Configuration(of, runs);
        return latency.map(each -> configuration.with(Run.of(
                        report.exact(),
                        Map.of(
                                Figure.OFFERED_PER_SECOND,
                                report.perSecond() / 2,
                                Figure.P50,
                                each.p50(),
                                Figure.P99,
                                each.p99(),
                                Figure.P999,
                                each.p999()))))
                .orElse(configuration);
    }

    private static List<Run> costs(List<Cost> costs, long records, OverheadBench.Report report) {
        return costs.stream()
                .map(cost -> Run.of(report.exact(), costs((double) records, cost)))
                .toList();
    }

    /** Each kill is a run. */
    public Results of(RecoveryBench.Report report) {
        RecoveryBench.Options options = report.options();
        return results(
                "recovery",
                Map.of(),
                report.measured().stream().map(Measurements::kills).toList(),
                WORKLOAD,
                label(options.workload()),
                "state MB",
                options.megabytes(),
                "records per second",
                options.perSecond(),
                "spares",
                options.spares().number(),
                "standby",
                String.valueOf(options.spares().state()).toLowerCase(Locale.ROOT),
                SEED,
                options.seed());
    }

    private static Configuration kills(RecoveryBench.Measured measured) {
        return new Configuration(
                Map.of(RECOVERY, measured.label()),
                measured.kills().stream()
                        .map(kill -> Run.of(measured.check().exact(), times(kill)))
                        .toList());
    }

    private static Map<Figure, Double> times(RecoveryBench.Kill kill) {
        Map<Figure, Double> times = new EnumMap<>(Figure.class);
        times.put(Figure.DETECTED, kill.detected());
        times.put(Figure.ONLINE, kill.online());
        times.put(Figure.OUTPUT_GAP, kill.output());
        times.put(Figure.COMMIT_GAP, kill.gap());
        times.put(Figure.OTHERS_OUTPUT_PAUSE, kill.othersOutput());
        return times;
    }

    /** Each epoch is a run. */
    public Results of(CutsBench.Report report) {
        return results(
                "cuts",
                Map.of("cuts", "aligned"),
                report.measured().stream()
                        .map(each -> new Configuration(
                                Map.of("cuts", each.cuts().label()),
                                each.epochMillis().stream()
                                        .map(millis -> Run.of(each.exact(), Map.of(Figure.EPOCH, millis)))
                                        .toList()))
                        .toList(),
                "records",
                report.options().records(),
                "microseconds a record",
                report.options().micros());
    }

    static Map<Figure, Double> costs(double records, Cost cost) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.PER_CORE_SECOND, records / cost.cpuSeconds());
        figures.put(Figure.PER_SECOND, records / cost.seconds());
        figures.put(Figure.SECONDS, cost.seconds());
        figures.put(Figure.CPU_SECONDS, cost.cpuSeconds());
        return figures;
    }

    private static String label(Workload workload) {
        return workload.name().toLowerCase(Locale.ROOT);
    }

    /** @param settings names and values in turn */
    private Results results(
            String bench, Map<String, String> baseline, List<Configuration> configurations, Object... settings) {
        Map<String, String> named = new LinkedHashMap<>();
        IntStream.range(0, settings.length / 2)
                .forEach(i -> named.put(String.valueOf(settings[2 * i]), String.valueOf(settings[2 * i + 1])));
        return new Results(bench, at, environment, named, baseline, configurations);
    }
}
