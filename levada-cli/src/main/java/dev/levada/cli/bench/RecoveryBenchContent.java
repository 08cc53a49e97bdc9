package dev.levada.cli.bench;

import dev.levada.bench.RecoveryBench;
import dev.levada.bench.RecoveryBench.Kill;
import dev.levada.bench.RecoveryBench.Measured;
import dev.levada.cli.pipeline.SparesOptions;
import dev.levada.cli.run.RecoveryContent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measured recoveries as scripts read them, and as they are drawn. The names of the fields are a contract. */
final class RecoveryBenchContent {

    private RecoveryBenchContent() {}

    static Map<String, Object> of(RecoveryBench.Report report) {
        RecoveryBench.Options options = report.options();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "recovery");
        content.put("workload", Workloads.label(options.workload()));
        content.put("stateMegabytes", options.megabytes());
        content.put("spares", options.spares().number());
        content.put("standby", SparesOptions.label(options.spares().state()));
        content.put("recordsPerSecond", options.perSecond());
        content.put("exact", report.exact());
        content.put(
                "protocols",
                report.measured().stream().map(RecoveryBenchContent::protocol).toList());
        return content;
    }

    private static Map<String, Object> protocol(Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("recovery", measured.recovery().label());
        content.put("exact", measured.exact());
        content.put("detectedMs", percentiles(measured, Kill::detected));
        content.put("fencedMs", percentiles(measured, Kill::fenced));
        content.put("onlineMs", percentiles(measured, Kill::online));
        content.put("replayedMs", percentiles(measured, Kill::replayed));
        content.put("caughtUpMs", percentiles(measured, Kill::caughtUp));
        content.put("completeMs", percentiles(measured, Kill::complete));
        content.put("outputGapMs", percentiles(measured, Kill::output));
        content.put("gapMs", percentiles(measured, Kill::gap));
        content.put("laterOutputPauseMs", percentiles(measured, Kill::later));
        content.put("othersOutputPauseMs", percentiles(measured, Kill::othersOutput));
        content.put("othersCommitPauseMs", percentiles(measured, Kill::othersGap));
        content.put("rolledBack", measured.rolledBack());
        content.put(
                "runs",
                measured.kills().stream().map(kill -> kill(measured, kill)).toList());
        return content;
    }

    private static Map<String, Object> percentiles(Measured measured, ToDoubleFunction<Kill> time) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("p50", measured.percentile(time, 50));
        content.put("p95", measured.percentile(time, 95));
        content.put("max", measured.percentile(time, 100));
        return content;
    }

    private static Map<String, Object> kill(Measured measured, Kill kill) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("detectedMs", kill.detected());
        content.put("completeMs", kill.complete());
        content.put("outputGapMs", kill.output());
        content.put("gapMs", kill.gap());
        content.put("laterOutputPauseMs", kill.later());
        content.put("othersOutputPauseMs", kill.othersOutput());
        content.put("othersCommitPauseMs", kill.othersGap());
        content.put("recovery", RecoveryContent.of(measured.recovery().label(), kill.recovered()));
        return content;
    }
}
