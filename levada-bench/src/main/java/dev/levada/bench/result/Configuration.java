package dev.levada.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was run, and each of its runs, in their order.
 *
 * @param of what makes it what it is, such as {@code recovery} and {@code causal}, in an order for people
 */
public record Configuration(Map<String, String> of, List<Run> runs) {

    public Configuration {
        of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
        runs = List.copyOf(runs);
    }

    /** The same with a run more. */
    public Configuration with(Run run) {
        List<Run> more = new ArrayList<>(runs);
        more.add(run);
        return new Configuration(of, more);
    }

    /** A figure of all runs that have it, in their order. */
    public double[] values(Figure figure) {
        return runs.stream().flatMapToDouble(run -> run.figure(figure).stream()).toArray();
    }

    /** What a figure comes to; empty if no run has it. */
    public Optional<Spread> spread(Figure figure) {
        double[] values = values(figure);
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
    }

    public boolean exact() {
        return runs.stream().allMatch(Run::exact);
    }
}
