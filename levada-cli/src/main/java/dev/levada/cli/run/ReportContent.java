package dev.levada.cli.run;

import dev.levada.node.job.JobReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report as scripts read it. The names of its fields are a contract. */
public final class ReportContent {

    private ReportContent() {}

    /** The fields in the order in which they are to be written. */
    public static Map<String, Object> of(JobReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("job", report.job());
        content.put("guarantee", report.guarantee().label());
        content.put("recovery", report.recovery());
        content.put("state", report.state().name());
        content.put("records", records(report));
        content.put("seconds", report.seconds());
        content.put("throughput", report.throughput());
        report.latency().ifPresent(latency -> content.put("latency", latency(latency)));
        content.put("epochs", Map.of("completed", report.epochs()));
        content.put(
                "recoveries",
                report.recoveries().stream()
                        .map(recovered -> RecoveryContent.of(report.recovery(), recovered))
                        .toList());
        content.put("warnings", report.warnings());
        content.put("errors", report.errors());
        return content;
    }

    private static Map<String, Object> records(JobReport report) {
        Map<String, Object> operators = new LinkedHashMap<>();
        report.operators().forEach(each -> operators.put(each.operator(), operator(each)));
        Map<String, Object> records = new LinkedHashMap<>();
        records.put("in", report.recordsIn());
        records.put("out", report.recordsOut());
        records.put("lost", report.lost());
        records.put("operators", operators);
        return records;
    }

    private static Map<String, Object> operator(JobReport.OperatorReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("tasks", report.tasks());
        content.put("in", report.in());
        content.put("out", report.out());
        content.put("errors", report.errors());
        content.put("dropped", report.dropped());
        content.put("late", report.late());
        return content;
    }

    private static Map<String, Object> latency(JobReport.Latency latency) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("p50", latency.p50());
        content.put("p95", latency.p95());
        content.put("p99", latency.p99());
        content.put("p999", latency.p999());
        return content;
    }
}
