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
        content.put("unmeasured", report.unmeasured());
        content.put(
                "protocols",
                report.measured().stream().map(RecoveryBenchContent::protocol).toList());
        return content;
    }

    private static Map<String, Object> protocol(Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("recovery", measured.label());
        content.put("exact", measured.check().exact());
        content.put("surplus", measured.check().surplus());
        putPercentiles(content, "detectedMs", measured, Kill::detected);
        putPercentiles(content, "fencedMs", measured, Kill::fenced);
        putPercentiles(content, "onlineMs", measured, Kill::online);
        putPercentiles(content, "replayedMs", measured, Kill::replayed);
        putPercentiles(content, "caughtUpMs", measured, Kill::caughtUp);
        putPercentiles(content, "completeMs", measured, Kill::complete);
        putPercentiles(content, "outputGapMs", measured, Kill::output);
        putPercentiles(content, "gapMs", measured, Kill::gap);
        putPercentiles(content, "laterOutputPauseMs", measured, Kill::later);
        putPercentiles(content, "othersOutputPauseMs", measured, Kill::othersOutput);
        putPercentiles(content, "othersCommitPauseMs", measured, Kill::othersGap);
        content.put("rolledBack", measured.rolledBack());
        content.put(
                "runs",
                measured.kills().stream().map(kill -> kill(measured, kill)).toList());
        return content;
    }

    /** What an engine does not say is left out, here and below. */
    private static void putPercentiles(
            Map<String, Object> content, String name, Measured measured, ToDoubleFunction<Kill> time) {
        Map<String, Object> percentiles = new LinkedHashMap<>();
        putMillis(percentiles, "p50", measured.percentile(time, 50));
        putMillis(percentiles, "p95", measured.percentile(time, 95));
        putMillis(percentiles, "max", measured.percentile(time, 100));
        if (!percentiles.isEmpty()) {
            content.put(name, percentiles);
        }
    }

    private static Map<String, Object> kill(Measured measured, Kill kill) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("detectedMs", kill.detected());
        putMillis(content, "completeMs", kill.complete());
        content.put("outputGapMs", kill.output());
        content.put("gapMs", kill.gap());
        content.put("laterOutputPauseMs", kill.later());
        content.put("othersOutputPauseMs", kill.othersOutput());
        content.put("othersCommitPauseMs", kill.othersGap());
        content.put("recovery", RecoveryContent.of(measured.label(), kill.recovered()));
        return content;
    }

    private static void putMillis(Map<String, Object> content, String name, double millis) {
        if (!Double.isNaN(millis)) {
            content.put(name, millis);
        }
    }
}
