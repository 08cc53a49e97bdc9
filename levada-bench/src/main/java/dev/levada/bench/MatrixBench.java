package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import dev.levada.api.recovery.Guarantee;
import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Run;
import dev.levada.dspbench.Applications;
import dev.levada.node.job.JobReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Applications of DSPBench under protocols, by our engine and by others: first as fast as they can, round by round in
 * turn, so that each has its share of what the machine does besides; then at a part of that rate, with records that are
 * due at fixed times, with and without something that fails in the middle. The output of every run is checked.
 */
public final class MatrixBench {
    /** Applications with one source: of one with two phases nothing comes out before the first has ended. */
    public static final List<String> APPLICATIONS =
            List.of("aa", "bi", "ca", "fd", "lp", "mo", "rl", "sa", "sd", "sg", "tm", "tt", "vs", "wc");

    private final MatrixOptions options;
    private final Watcher watcher;
    private final MatrixRuns runs;
    private final long deadlineNanos;
    private final Map<String, Engine> engines = new LinkedHashMap<>();
    private final Map<MatrixCell, Configuration> measured = new LinkedHashMap<>();
    private final Map<String, String> unmeasured = new LinkedHashMap<>();
    private final Map<MatrixCell, Long> counts = new HashMap<>();
    private Results results;

    private MatrixBench(MatrixOptions options, Results before, Watcher watcher) {
        this.options = options;
        this.results = before;
        this.watcher = watcher;
        options.engines().forEach(label -> engines.put(label, engine(label)));
        this.runs = new MatrixRuns(options, engines, watcher);
        this.deadlineNanos = System.nanoTime() + options.limit().toNanos();
    }

    /** Who is told of what happens. */
    public interface Watcher {

        /** A line for people. */
        void told(String line);

        /** What is measured so far; after each run. */
        void measured(Results soFar);

        /** A recovery in the form that reports have. */
        Map<String, Object> content(String protocol, JobReport.Recovered recovered);
    }

    /**
     * What was measured.
     *
     * @param unmeasured by what they are, cells that could not be measured, and why
     * @param complete whether all others were, before the time was over
     */
    public record Report(Results results, Map<String, String> unmeasured, boolean complete) {}

    /** The labels of the engines that are there: ours, a sequential program, and those on the class path. */
    public static List<String> engines() {
        return all().map(Engine::label).toList();
    }

    private static Stream<Engine> all() {
        return Stream.concat(
                Stream.of(new LevadaEngine(), new SequentialEngine()),
                ServiceLoader.load(Engine.class).stream().map(ServiceLoader.Provider::get));
    }

    /** A new one. */
    static Engine engine(String label) {
        return all().filter(each -> each.label().equals(label)).findFirst().orElseThrow();
    }

    /** @param before what was measured already, of which only what is missing is run; or results without any */
    public static Report run(MatrixOptions options, Results before, Watcher watcher) {
        MatrixBench bench = new MatrixBench(options, before, watcher);
        try {
            return bench.run();
        } finally {
            bench.engines.values().forEach(Engine::close);
        }
    }

    private Report run() {
        List<MatrixCell> cells = options.cells();
        cells.forEach(this::begin);
        List<MatrixCell> calm = measured.keySet().stream()
                .filter(cell -> cell.fault().isEmpty())
                .toList();
        boolean complete = fast(calm) && (options.seconds() == 0 || paced());
        return new Report(results, unmeasured, complete);
    }

    private void begin(MatrixCell cell) {
        why(cell)
                .ifPresentOrElse(
                        why -> leaveOut(cell, why),
                        () -> measured.put(
                                cell, results.find(cell.of()).orElse(new Configuration(cell.of(), List.of()))));
    }

    /** Why a cell cannot be measured. */
    private Optional<String> why(MatrixCell cell) {
        if (cell.fault().isPresent() && !cell.engine().equals(LevadaEngine.LABEL)) {
            return Optional.of("failures of other engines are measured by .ci/peers recovery");
        }
        if (cell.fault().isPresent() && cell.recovery().gives() != Guarantee.EXACTLY_ONCE) {
            return Optional.of("%s may lose or repeat output then, so it cannot be checked"
                    .formatted(cell.recovery().label()));
        }
        if (cell.fault().equals(Optional.of(TimedFault.Kind.KILL_WORKER)) && cell.workers() == 0) {
            return Optional.of("there is no worker to be killed");
        }
        return requireNonNull(engines.get(cell.engine())).refuses(cell.application(), cell.recovery(), cell.workers());
    }

    private void leaveOut(MatrixCell cell, String why) {
        unmeasured.put(cell.label(), why);
        watcher.told("%s is not measured: %s".formatted(cell.label(), why));
    }

    /** @return whether the time was enough */
    private boolean fast(List<MatrixCell> calm) {
        for (int round = -options.warmups(); round < options.runs(); round++) {
            for (MatrixCell cell : calm) {
                if (isOver()) {
                    return false;
                }
                if (measured.containsKey(cell) && fastRuns(cell) <= (round < 0 ? options.runs() - 1 : round)) {
                    fast(cell, round);
                }
            }
        }
        return true;
    }

    private int fastRuns(MatrixCell cell) {
        return requireNonNull(measured.get(cell)).values(Figure.PER_SECOND).length;
    }

    private void fast(MatrixCell cell, int round) {
        long count = options.records() > 0
                ? options.records()
                : counts.getOrDefault(
                        cell,
                        Applications.find(cell.application())
                                .orElseThrow()
                                .about()
                                .records());
        attempt(cell, () -> {
            Run run = runs.fast(cell, count);
            double perSecond = run.figure(Figure.PER_SECOND).orElse(0);
            watcher.told("%s: %s, %,.0f a core-second, %,.0f a second%s%s"
                    .formatted(
                            cell.label(),
                            round < 0 ? "warm-up" : "run " + (round + 1),
                            run.figure(Figure.PER_CORE_SECOND).orElse(0),
                            perSecond,
                            beside(run),
                            run.exact() ? "" : ", WRONG"));
            if (round < 0) {
                counts.put(cell, runs.enough(cell, perSecond));
                return run.exact() ? Optional.empty() : Optional.of(run);
            }
            return Optional.of(run);
        });
    }

    private static String beside(Run run) {
        OptionalDouble beside = run.figure(Figure.BESIDE_CPU_SECONDS);
        return beside.isPresent()
                ? ", %.1f of %.1f CPU seconds beside the engine"
                        .formatted(
                                beside.getAsDouble(),
                                run.figure(Figure.CPU_SECONDS).orElse(0))
                : "";
    }

    /** @return whether the time was enough */
    private boolean paced() {
        for (int round = 0; round < options.runs(); round++) {
            for (MatrixCell cell : List.copyOf(measured.keySet())) {
                if (isOver()) {
                    return false;
                }
                if (measured.containsKey(cell) && measured.containsKey(cell.calm()) && pacedRuns(cell) <= round) {
                    paced(cell);
                }
            }
        }
        return true;
    }

    private int pacedRuns(MatrixCell cell) {
        return requireNonNull(measured.get(cell)).values(Figure.OFFERED_PER_SECOND).length;
    }

    private void paced(MatrixCell cell) {
        double most = requireNonNull(measured.get(cell.calm()))
                .spread(Figure.PER_SECOND)
                .orElseThrow()
                .median();
        attempt(cell, () -> {
            Run run = runs.paced(cell, most * options.part() / runs.units(cell.application()));
            watcher.told("%s: p50 %.2f, p99 %.2f ms at %,.0f a second%s%s"
                    .formatted(
                            cell.label(),
                            run.figure(Figure.P50).orElse(Double.NaN),
                            run.figure(Figure.P99).orElse(Double.NaN),
                            run.figure(Figure.OFFERED_PER_SECOND).orElse(0),
                            run.note().isEmpty() ? "" : ", " + run.note(),
                            run.exact() ? "" : ", WRONG"));
            return Optional.of(run);
        });
    }

    private boolean isOver() {
        return System.nanoTime() - deadlineNanos > 0;
    }

    private interface Attempt {
        /** @return what counts */
        Optional<Run> run();
    }

    /** What fails once is not run again; the others' figures are worth having. */
    private void attempt(MatrixCell cell, Attempt attempt) {
        try {
            attempt.run().ifPresent(run -> {
                measured.computeIfPresent(cell, (any, before) -> before.with(run));
                tell();
            });
        } catch (IllegalStateException e) {
            measured.remove(cell);
            leaveOut(cell, String.valueOf(e.getMessage()));
            tell();
        }
    }

    private void tell() {
        results = results.with(measured.values().stream()
                .filter(each -> !each.runs().isEmpty())
                .toList());
        watcher.measured(results);
    }
}
