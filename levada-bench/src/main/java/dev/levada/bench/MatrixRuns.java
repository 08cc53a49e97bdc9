package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import dev.levada.api.recovery.Guarantee;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Run;
import dev.levada.bench.result.Slice;
import dev.levada.dspbench.Applications;
import dev.levada.node.job.JobReport;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** Single runs of a {@link MatrixBench}, and what they have in common: input and expected output. One thread. */
final class MatrixRuns {
    /** What is later is behind. */
    private static final double IN_TIME_MILLIS = 100;
    /** Of a run at a rate, what counts: not the beginning, when code is compiled for the rate, nor the very end. */
    private static final double FROM = 0.2;

    private static final double TO = 0.97;
    private static final long LEAST = 100_000;

    private final MatrixOptions options;
    private final Map<String, Engine> engines;
    private final MatrixBench.Watcher watcher;
    private final Map<String, Texts> texts = new HashMap<>();
    private final Map<String, Tally> expected = new HashMap<>();

    MatrixRuns(MatrixOptions options, Map<String, Engine> engines, MatrixBench.Watcher watcher) {
        this.options = options;
        this.engines = engines;
        this.watcher = watcher;
    }

    /** How many records take so long or longer, in steps, so that few different numbers of them are needed. */
    static long enough(double perSecond, double seconds) {
        long count = LEAST;
        while (count < perSecond * seconds && 2 * count <= Texts.MOST) {
            count *= 2;
        }
        return count;
    }

    /** How many records are enough for a cell that was this fast. */
    long enough(MatrixCell cell, double perSecond) {
        return enough(perSecond / units(cell.application()), engine(cell).enoughSeconds());
    }

    /** How many figures count one record for: a word count is told in words. */
    double units(String application) {
        return application.equals(Origins.WORDS)
                ? (double) expected(application, LEAST).records() / LEAST
                : 1;
    }

    /** As fast as it can. */
    Run fast(MatrixCell cell, long count) {
        Texts lines = texts(cell, count);
        Tally right = expected(cell.application(), count);
        LoadHeard heard = new LoadHeard();
        LoadJob job = job(cell, count, Double.POSITIVE_INFINITY);
        var unused =
                run(cell, new Load(job, lines, Optional.empty(), heard::hear, exactlyOnce(cell)), Optional.empty());
        double records = job.marks().sentences() * units(cell.application());
        Map<Figure, Double> figures = Measurements.costs(records, heard.cost());
        heard.besideCpuSeconds().ifPresent(seconds -> figures.put(Figure.BESIDE_CPU_SECONDS, seconds));
        return Run.of(heard.tally().equals(right), figures);
    }

    /** At a rate. */
    Run paced(MatrixCell cell, double perSecond) {
        double rate = rounded(perSecond);
        long count = (long) Math.min(Texts.MOST, rate * options.seconds());
        double seconds = count / rate;
        Texts lines = texts(cell, count);
        Tally right = expected(cell.application(), count);
        Optional<Origins> origins =
                cell.workers() == 0 ? Origins.of(cell.application(), lines, count) : Optional.empty();
        Optional<TimedFault> fault = cell.fault().map(kind -> new TimedFault(kind, seconds / 2));
        LoadHeard heard = new LoadHeard();
        Optional<JobReport> report =
                run(cell, new Load(job(cell, count, rate), lines, origins, heard::hear, exactlyOnce(cell)), fault);
        if (fault.isPresent() && fault.get().struck().isEmpty()) {
            throw new IllegalStateException("nothing was there that could be made to fail");
        }
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.OFFERED_PER_SECOND, rate * units(cell.application()));
        latencies(figures, heard.delays(FROM * seconds, fault.isPresent() ? 2 * seconds : TO * seconds), report);
        List<Slice> slices = heard.slices();
        List<JobReport.Recovered> recoveries = report.map(JobReport::recoveries).orElse(List.of());
        fault.ifPresent(each -> {
            late(slices, each.second()).ifPresent(millis -> figures.put(Figure.LATE, millis));
            recoveries.stream().findFirst().ifPresent(first -> figures.put(Figure.ONLINE, first.online()));
        });
        return new Run(
                heard.tally().equals(right),
                figures,
                slices,
                fault.map(each -> OptionalDouble.of(each.second())).orElse(OptionalDouble.empty()),
                recoveries.stream()
                        .map(each -> watcher.content(cell.recovery().label(), each))
                        .toList(),
                fault.map(TimedFault::struck).orElse(""));
    }

    private Texts texts(MatrixCell cell, long count) {
        Texts lines = texts.computeIfAbsent(
                cell.application(), code -> new Texts(Applications.find(code).orElseThrow(), options.seed()));
        if (cell.workers() == 0) {
            lines.make(count);
        }
        return lines;
    }

    /** What has to come out of so many records. */
    private Tally expected(String application, long count) {
        return expected.computeIfAbsent(application + " " + count, any -> {
            Texts lines = texts.computeIfAbsent(
                    application, code -> new Texts(Applications.find(code).orElseThrow(), options.seed()));
            return ExpectedOutput.of(application, lines, options.seed(), count);
        });
    }

    private LoadJob job(MatrixCell cell, long count, double perSecond) {
        return new LoadJob(cell.application(), options.seed(), count, perSecond, cell.parallelism(), 0)
                .startingIn(engine(cell).startSeconds(cell.workers()));
    }

    private static boolean exactlyOnce(MatrixCell cell) {
        return cell.recovery().gives() == Guarantee.EXACTLY_ONCE;
    }

    private Optional<JobReport> run(MatrixCell cell, Load load, Optional<TimedFault> fault) {
        return engine(cell).run(load, cell.recovery(), cell.workers(), fault);
    }

    private Engine engine(MatrixCell cell) {
        return requireNonNull(engines.get(cell.engine()));
    }

    /** Two digits of it, so that few different numbers of records are needed. */
    private static double rounded(double rate) {
        double power = Math.pow(10, Math.floor(Math.log10(rate)) - 1);
        return Math.max(1, Math.rint(rate / power) * power);
    }

    /** Of outputs that tell their record; of others, as the engine says. */
    private static void latencies(Map<Figure, Double> figures, Histogram micros, Optional<JobReport> report) {
        if (micros.getTotalCount() > 0) {
            figures.put(Figure.P50, micros.getValueAtPercentile(50) / 1e3);
            figures.put(Figure.P95, micros.getValueAtPercentile(95) / 1e3);
            figures.put(Figure.P99, micros.getValueAtPercentile(99) / 1e3);
            figures.put(Figure.P999, micros.getValueAtPercentile(99.9) / 1e3);
            figures.put(Figure.MAX, micros.getMaxValue() / 1e3);
        } else {
            report.flatMap(JobReport::latency).ifPresent(latency -> {
                figures.put(Figure.P50, latency.p50());
                figures.put(Figure.P95, latency.p95());
                figures.put(Figure.P99, latency.p99());
                figures.put(Figure.P999, latency.p999());
                figures.put(Figure.MAX, latency.max());
            });
        }
    }

    /**
     * Milliseconds from a failure until no more records came out late; 0 if none did. Empty if the last ones did, or
     * nothing is known of any.
     */
    static OptionalDouble late(List<Slice> slices, double faultAt) {
        if (slices.isEmpty() || slices.get(slices.size() - 1).p99() > IN_TIME_MILLIS) {
            return OptionalDouble.empty();
        }
        double length = LoadOutputs.SLICE_NANOS / 1e9;
        return OptionalDouble.of(slices.stream()
                .filter(slice -> slice.second() + length > faultAt && slice.p99() > IN_TIME_MILLIS)
                .mapToDouble(slice -> (slice.second() + length - faultAt) * 1e3)
                .max()
                .orElse(0));
    }
}
