package dev.levada.bench.result;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One run of a configuration, or one part of a run that is measured by itself, such as a kill.
 *
 * @param exact whether all output was what it had to be
 * @param figures what was measured; not all figures are of all runs
 * @param slices the latency over time, in order; empty if it was not measured so
 * @param faultAt when something was made to fail, in seconds since the first record was due; empty if nothing was
 * @param recoveries what was reported of the recoveries in it, in the form that reports of jobs have
 * @param note what there is to say besides, for people; mostly empty
 */
public record Run(
        boolean exact,
        Map<Figure, Double> figures,
        List<Slice> slices,
        OptionalDouble faultAt,
        List<Map<String, Object>> recoveries,
        String note) {

    public Run {
        EnumMap<Figure, Double> known = new EnumMap<>(Figure.class);
        figures.forEach((figure, value) -> {
            if (Double.isFinite(value)) {
                known.put(figure, value);
            }
        });
        figures = Collections.unmodifiableMap(known);
        slices = List.copyOf(slices);
        recoveries = List.copyOf(recoveries);
    }

    /** A run of which there are figures only; what is no finite number is left out. */
    public static Run of(boolean exact, Map<Figure, Double> figures) {
        return new Run(exact, figures, List.of(), OptionalDouble.empty(), List.of(), "");
    }

    /** A figure; empty if it was not measured. */
    public OptionalDouble figure(Figure figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
