package dev.levada.cli.bench;

import dev.levada.bench.WordCountBench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measurements as scripts read them. The names of the fields are a contract. */
final class MeasuredContent {

    private MeasuredContent() {}

    static Map<String, Object> of(WordCountBench.Report report) {
        Map<String, Object> medians = new LinkedHashMap<>();
        medians.put("engine", rates(report.engineWordsPerSecond(), report.engineWordsPerCoreSecond()));
        medians.put("loop", rates(report.loopWordsPerSecond(), report.loopWordsPerCoreSecond()));
        Map<String, Object> runs = new LinkedHashMap<>();
        runs.put("engine", runs(report.engine()));
        runs.put("loop", runs(report.loop()));
        runs.put("tunedLoop", runs(report.tunedLoop()));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "wordcount");
        content.put("words", report.options().words());
        content.put("workers", report.options().workers());
        content.put("exact", report.exact());
        content.put("runs", runs);
        content.put("medians", medians);
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("perCoreSecondToLoop", report.ratioPerCoreSecondToLoop());
        ratio.put("perCoreSecondToTunedLoop", report.ratioPerCoreSecondToTunedLoop());
        content.put("ratio", ratio);
        report.latencyAtHalfRate().ifPresent(latency -> {
            Map<String, Object> times = new LinkedHashMap<>();
            times.put("atWordsPerSecond", report.halfRateWordsPerSecond());
            times.put("p50", latency.p50());
            times.put("p95", latency.p95());
            times.put("p99", latency.p99());
            times.put("p999", latency.p999());
            content.put("latency", times);
        });
        return content;
    }

    private static Map<String, Object> rates(double perSecond, double perCoreSecond) {
        Map<String, Object> rates = new LinkedHashMap<>();
        rates.put("wordsPerSecond", perSecond);
        rates.put("wordsPerCoreSecond", perCoreSecond);
        return rates;
    }

    private static List<Map<String, Object>> runs(List<WordCountBench.Run> runs) {
        return runs.stream().map(MeasuredContent::run).toList();
    }

    private static Map<String, Object> run(WordCountBench.Run run) {
        Map<String, Object> content = rates(run.wordsPerSecond(), run.wordsPerCoreSecond());
        content.put("seconds", run.seconds());
        content.put("cpuSeconds", run.cpuSeconds());
        return content;
    }
}
