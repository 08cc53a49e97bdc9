package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link MatrixBench} is to measure, and how.
 *
 * @param applications their codes, of {@link MatrixBench#APPLICATIONS}
 * @param engines their labels, of {@link MatrixBench#engines}
 * @param workers how many processes; 0 for none but this one
 * @param faults what is made to fail, besides nothing
 * @param records how many each run has as fast as it can; 0 for as many as take about two seconds
 * @param runs how many counted rounds of runs, from 1, both as fast as they can and at a rate
 * @param warmups how many rounds come before
 * @param part of the maximal rate, at which latency is measured
 * @param seconds how long each run at a rate takes; 0 leaves them out
 * @param limit how long all may take; then no other run begins
 */
public record MatrixOptions(
        List<String> applications,
        List<String> engines,
        List<Recovery> recoveries,
        List<Integer> parallelism,
        List<Integer> workers,
        List<TimedFault.Kind> faults,
        long records,
        int runs,
        int warmups,
        double part,
        double seconds,
        long seed,
        Duration limit) {
    public MatrixOptions {
        applications = List.copyOf(applications);
        engines = List.copyOf(engines);
        recoveries = List.copyOf(recoveries);
        parallelism = List.copyOf(parallelism);
        workers = List.copyOf(workers);
        faults = List.copyOf(faults);
        if (runs < 1
                || warmups < 0
                || !(seconds >= 0)
                || !(part > 0 && part <= 1)
                || (records != 0 && (records < Marks.MIN_COUNT || records > Texts.MOST))) {
            throw new IllegalArgumentException(
                    "runs must be at least 1, warm-ups and seconds at least 0, the part of the rate above 0 and at"
                            + " most 1, and records from %d to %d".formatted(Marks.MIN_COUNT, Texts.MOST));
        }
        if (records == 0 && warmups == 0) {
            throw new IllegalArgumentException(
                    "without a warm-up it is not known how many records are enough; say how many, or have one");
        }
        if (!faults.isEmpty() && seconds < 2) {
            throw new IllegalArgumentException("what fails fails in a run at a rate; let that take 2 seconds or more");
        }
        for (String each : applications) {
            if (!MatrixBench.APPLICATIONS.contains(each)) {
                throw new IllegalArgumentException("application '%s' is not measured; there are %s"
                        .formatted(each, String.join(", ", MatrixBench.APPLICATIONS)));
            }
        }
        for (String each : engines) {
            if (!MatrixBench.engines().contains(each)) {
                throw new IllegalArgumentException(
                        "engine '%s' is not among those on the class path (%s); .ci/peers embedded brings others"
                                .formatted(each, String.join(", ", MatrixBench.engines())));
            }
        }
    }

    /** As they are told: what makes configurations differ is not in them. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("records", records == 0 ? "two seconds" : String.valueOf(records));
        settings.put("part of the maximal rate", String.valueOf(part));
        settings.put("seconds at that rate", String.valueOf(seconds));
        settings.put("warm-ups", String.valueOf(warmups));
        settings.put("seed", String.valueOf(seed));
        return settings;
    }

    /** Other engines are told against the first, protocols against none. */
    public Map<String, String> baseline() {
        if (engines.size() > 1) {
            return Map.of("engine", engines.get(0));
        }
        Map<String, String> baseline = new LinkedHashMap<>();
        baseline.put("recovery", Recovery.none().label());
        baseline.put("fault", MatrixCell.NONE);
        return baseline;
    }

    List<MatrixCell> cells() {
        List<Optional<TimedFault.Kind>> each = new ArrayList<>();
        each.add(Optional.empty());
        faults.forEach(fault -> each.add(Optional.of(fault)));
        List<MatrixCell> cells = new ArrayList<>();
        for (String application : applications) {
            for (int processes : workers) {
                for (int tasks : parallelism) {
                    for (Optional<TimedFault.Kind> fault : each) {
                        for (Recovery recovery : recoveries) {
                            for (String engine : engines) {
                                cells.add(new MatrixCell(engine, application, recovery, tasks, processes, fault));
                            }
                        }
                    }
                }
            }
        }
        return cells;
    }
}
