package dev.levada.cli.dspbench;

import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Run;
import dev.levada.cli.run.RecoveryContent;
import dev.levada.node.job.JobReport;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A run of an application in the form of a measurement. */
final class TriedContent {

    private TriedContent() {}

    /**
     * @param paced whether its sources had a rate, so that how much it did in a second says nothing of it
     * @param note what there is to say besides
     */
    static Run run(JobReport report, boolean paced, boolean exact, String note) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.SECONDS, report.seconds());
        figures.put(paced ? Figure.OFFERED_PER_SECOND : Figure.PER_SECOND, report.throughput());
        report.latency().ifPresent(latency -> {
            figures.put(Figure.P50, latency.p50());
            figures.put(Figure.P95, latency.p95());
            figures.put(Figure.P99, latency.p99());
            figures.put(Figure.P999, latency.p999());
        });
        return new Run(
                exact,
                figures,
                List.of(),
                OptionalDouble.empty(),
                report.recoveries().stream()
                        .map(each -> RecoveryContent.of(report.recovery(), each))
                        .toList(),
                note);
    }
}
