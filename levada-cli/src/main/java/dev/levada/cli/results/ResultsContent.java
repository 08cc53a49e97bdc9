package dev.levada.cli.results;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Environment;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Run;
import dev.levada.bench.result.Slice;
import dev.levada.bench.result.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as scripts read them, whatever was measured. The names of the fields are a contract. */
public final class ResultsContent {
    static final String BENCH = "bench";
    static final String AT = "at";
    static final String ENVIRONMENT = "environment";
    static final String MACHINE = "machine";
    static final String CORES = "cores";
    static final String MEMORY = "memoryMegabytes";
    static final String SYSTEM = "system";
    static final String JAVA = "java";
    static final String FLAGS = "flags";
    static final String LOAD = "load";
    static final String LEVADA = "levada";
    static final String SETTINGS = "settings";
    static final String BASELINE = "baseline";
    static final String CONFIGURATIONS = "configurations";
    static final String OF = "of";
    static final String EXACT = "exact";
    static final String RUNS = "runs";
    static final String FIGURES = "figures";
    static final String SLICES = "slices";
    static final String SECOND = "second";
    static final String COUNT = "count";
    static final String P50 = "p50Ms";
    static final String P99 = "p99Ms";
    static final String MAX = "maxMs";
    static final String FAULT_AT = "faultAtSecond";
    static final String RECOVERIES = "recoveries";
    static final String NOTE = "note";

    private ResultsContent() {}

    /** The fields in the order in which they are to be written. */
    public static Map<String, Object> of(Results results) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(BENCH, results.bench());
        content.put(AT, results.at().toString());
        content.put(EXACT, results.exact());
        content.put(ENVIRONMENT, environment(results.environment()));
        content.put(SETTINGS, results.settings());
        content.put(BASELINE, results.baseline());
        content.put(
                CONFIGURATIONS,
                results.configurations().stream()
                        .map(ResultsContent::configuration)
                        .toList());
        return content;
    }

    private static Map<String, Object> environment(Environment environment) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(MACHINE, environment.machine());
        content.put(CORES, environment.cores());
        content.put(MEMORY, environment.memoryMegabytes());
        content.put(SYSTEM, environment.system());
        content.put(JAVA, environment.java());
        content.put(FLAGS, environment.flags());
        content.put(LOAD, environment.load());
        content.put(LEVADA, environment.levada());
        return content;
    }

    private static Map<String, Object> configuration(Configuration configuration) {
        Map<String, Object> medians = new LinkedHashMap<>();
        Arrays.stream(Figure.values())
                .forEach(figure ->
                        configuration.spread(figure).ifPresent(spread -> medians.put(figure.label(), spread(spread))));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(OF, configuration.of());
        content.put(EXACT, configuration.exact());
        content.put("medians", medians);
        content.put(RUNS, configuration.runs().stream().map(ResultsContent::run).toList());
        return content;
    }

    private static Map<String, Object> spread(Spread spread) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("median", spread.median());
        content.put("least", spread.least());
        content.put("most", spread.most());
        content.put(RUNS, spread.count());
        return content;
    }

    private static Map<String, Object> run(Run run) {
        Map<String, Object> figures = new LinkedHashMap<>();
        run.figures().forEach((figure, value) -> figures.put(figure.label(), value));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(EXACT, run.exact());
        content.put(FIGURES, figures);
        run.faultAt().ifPresent(at -> content.put(FAULT_AT, at));
        putUnlessEmpty(
                content,
                SLICES,
                run.slices().stream().map(ResultsContent::slice).toList());
        putUnlessEmpty(content, RECOVERIES, run.recoveries());
        if (!run.note().isEmpty()) {
            content.put(NOTE, run.note());
        }
        return content;
    }

    private static void putUnlessEmpty(Map<String, Object> content, String name, List<?> all) {
        if (!all.isEmpty()) {
            content.put(name, all);
        }
    }

    private static Map<String, Object> slice(Slice slice) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(SECOND, slice.second());
        content.put(COUNT, slice.count());
        content.put(P50, slice.p50());
        content.put(P99, slice.p99());
        content.put(MAX, slice.max());
        return content;
    }
}
