package dev.levada.cli.replicate;

import dev.levada.bench.services.Cell;
import dev.levada.bench.services.Measured;
import dev.levada.cli.terminal.Table;
import dev.levada.faults.replicas.MemberFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What services did, for people and for scripts. */
record ServicesReport(List<Measured> measured) {

    /** Those without faults, and those with. */
    List<Table> tables() {
        Table calm = new Table(
                "SERVICE",
                "REPLICAS",
                "CLIENTS",
                "PAUSE-MS",
                "PER-SECOND",
                "P50-MS",
                "P95-MS",
                "P99-MS",
                "MAX-MS",
                "ERRORS");
        Table struck = new Table(
                "SERVICE",
                "CELL",
                "MEMBER",
                "NEXT-WRITE-MS",
                "GAP-MS",
                "PER-SECOND",
                "P50-MS",
                "P99-MS",
                "REQUESTS",
                "ERRORS");
        for (Measured each : measured) {
            Cell cell = each.cell();
            each.struck()
                    .ifPresentOrElse(
                            fault -> struck.row(
                                    cell.service(),
                                    cell.name(),
                                    fault.member(),
                                    fault.failOverMillis().isPresent()
                                            ? fault.failOverMillis().getAsLong()
                                            : "-",
                                    fault.gapMillis(),
                                    "%,.0f".formatted(each.perSecond()),
                                    "%.2f".formatted(each.p50Millis()),
                                    "%.2f".formatted(each.p99Millis()),
                                    "%,d".formatted(each.requests()),
                                    each.errors()),
                            () -> calm.row(
                                    cell.service(),
                                    cell.replicas() == 0 ? "-" : cell.replicas(),
                                    cell.clients(),
                                    cell.pauseMillis(),
                                    "%,.0f".formatted(each.perSecond()),
                                    "%.2f".formatted(each.p50Millis()),
                                    "%.2f".formatted(each.p95Millis()),
                                    "%.2f".formatted(each.p99Millis()),
                                    "%.2f".formatted(each.maxMillis()),
                                    each.errors()));
        }
        return List.of(calm, struck);
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "replicate");
        content.put("measured", measured.stream().map(ServicesReport::content).toList());
        return content;
    }

    private static Map<String, Object> content(Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        Cell cell = measured.cell();
        content.put("cell", cell.name());
        content.put("service", cell.service());
        content.put("replicas", cell.replicas());
        content.put("clients", cell.clients());
        content.put("pauseMs", cell.pauseMillis());
        content.put("fault", cell.fault().map(MemberFault::label).orElse("none"));
        content.put("perSecond", measured.perSecond());
        content.put("requests", measured.requests());
        content.put("errors", measured.errors());
        content.put("p50Ms", measured.p50Millis());
        content.put("p95Ms", measured.p95Millis());
        content.put("p99Ms", measured.p99Millis());
        content.put("maxMs", measured.maxMillis());
        measured.struck().ifPresent(fault -> {
            content.put("member", fault.member());
            content.put("nextWriteMs", nextWrite(fault));
            content.put("gapMs", fault.gapMillis());
        });
        return content;
    }

    private static @Nullable Long nextWrite(Measured.Struck fault) {
        return fault.failOverMillis().isPresent() ? fault.failOverMillis().getAsLong() : null;
    }
}
