package dev.levada.cli.bench;

import dev.levada.bench.OverheadBench;
import dev.levada.bench.OverheadBench.Latency;
import dev.levada.bench.OverheadBench.Measured;
import dev.levada.bench.OverheadBench.Pair;
import dev.levada.cli.terminal.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measured costs as scripts read them, and as they are drawn. The names of the fields are a contract. */
final class OverheadContent {

    private OverheadContent() {}

    static List<String> lines(OverheadBench.Report report) {
        Table table = new Table(
                "RECOVERY",
                "STATE-MB",
                "LOSS-PERCENT",
                "CORE-SECOND-LOSS-PERCENT",
                "P50-MS",
                "P99-MS",
                "EPOCHS",
                "OUTPUT");
        String output = report.exact() ? "exact" : "WRONG";
        List<Integer> sizes = report.options().megabytes();
        for (int i = 0; i < sizes.size(); i++) {
            int megabytes = sizes.get(i);
            Optional<Latency> without = report.without().get(i);
            table.row("none", megabytes, "", "", p50(without), p99(without), "", output);
            report.measured().stream()
                    .filter(each -> each.megabytes() == megabytes)
                    .forEach(each -> table.row(
                            each.recovery().label(),
                            megabytes,
                            spread(each.throughputLossPercent(), each.throughputLosses()),
                            spread(each.coreSecondLossPercent(), each.coreSecondLosses()),
                            p50(each.latency()),
                            p99(each.latency()),
                            each.epochs(),
                            output));
        }
        return table.lines();
    }

    private static String spread(double median, double[] all) {
        return "%.1f (%.1f to %.1f)".formatted(median, all[0], all[all.length - 1]);
    }

    private static String p50(Optional<Latency> latency) {
        return latency.map(each -> "%.1f".formatted(each.p50())).orElse("");
    }

    private static String p99(Optional<Latency> latency) {
        return latency.map(each -> "%.1f".formatted(each.p99())).orElse("");
    }

    static Map<String, Object> of(OverheadBench.Report report) {
        OverheadBench.Options options = report.options();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "overhead");
        content.put("workload", Workloads.label(options.workload()));
        content.put("workers", options.workers());
        content.put("records", options.records());
        content.put("recordsPerSecondWithout", report.perSecond());
        content.put("exact", report.exact());
        Map<String, Object> latencies = new LinkedHashMap<>();
        for (int i = 0; i < options.megabytes().size(); i++) {
            String size = String.valueOf(options.megabytes().get(i));
            report.without().get(i).ifPresent(latency -> latencies.put(size, latency(latency)));
        }
        content.put("latencyMsWithoutByStateMegabytes", latencies);
        content.put(
                "protocols",
                report.measured().stream().map(OverheadContent::protocol).toList());
        return content;
    }

    private static Map<String, Object> protocol(Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("recovery", measured.recovery().label());
        content.put("stateMegabytes", measured.megabytes());
        content.put("throughputLossPercent", measured.throughputLossPercent());
        content.put("coreSecondLossPercent", measured.coreSecondLossPercent());
        content.put("epochs", measured.epochs());
        measured.latency().ifPresent(latency -> content.put("latencyMs", latency(latency)));
        content.put("runs", measured.pairs().stream().map(OverheadContent::pair).toList());
        return content;
    }

    private static Map<String, Object> pair(Pair pair) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("secondsWithout", pair.without().seconds());
        content.put("secondsWith", pair.with().seconds());
        content.put("cpuSecondsWithout", pair.without().cpuSeconds());
        content.put("cpuSecondsWith", pair.with().cpuSeconds());
        return content;
    }

    private static Map<String, Object> latency(Latency latency) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("p50", latency.p50());
        content.put("p99", latency.p99());
        content.put("p999", latency.p999());
        return content;
    }
}
