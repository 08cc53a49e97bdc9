package dev.levada.cli.replicate;

import dev.levada.bench.replicas.ReplicasBench;
import dev.levada.cli.terminal.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the library costs over bare consensus, for people and for scripts. */
record RawReport(ReplicasBench.Report report) {

    Table table() {
        Table table = new Table("WAY", "IN-FLIGHT", "PER-SECOND", "P50-MS", "P99-MS", "CPU-US", "RATIO", "FAILED");
        report.measured()
                .forEach(each -> table.row(
                        each.way().label(),
                        each.inFlight(),
                        "%,.0f".formatted(each.perSecond()),
                        "%.2f".formatted(each.p50Millis()),
                        "%.2f".formatted(each.p99Millis()),
                        "%.0f".formatted(each.cpuMicros()),
                        report.ratio(each).map("%.2f"::formatted).orElse("-"),
                        each.failed()));
        return table;
    }

    String idle() {
        return "%d idle members: %.3f cores".formatted(report.options().replicas(), report.idleCores());
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "replicate-raw");
        content.put("replicas", report.options().replicas());
        report.options().consensus().ifPresent(name -> content.put("consensus", name));
        content.put("operations", report.options().operations());
        content.put("runs", report.options().runs());
        content.put("measured", report.measured().stream().map(this::content).toList());
        content.put("idleCores", report.idleCores());
        return content;
    }

    private Map<String, Object> content(ReplicasBench.Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("way", measured.way().label());
        content.put("inFlight", measured.inFlight());
        content.put("perSecond", measured.perSecond());
        content.put("p50Ms", measured.p50Millis());
        content.put("p99Ms", measured.p99Millis());
        content.put("cpuUs", measured.cpuMicros());
        report.ratio(measured).ifPresent(ratio -> content.put("ratio", ratio));
        content.put("failed", measured.failed());
        return content;
    }
}
