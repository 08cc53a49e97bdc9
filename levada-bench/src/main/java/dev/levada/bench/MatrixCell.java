package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is measured by itself in a {@link MatrixBench}.
 *
 * @param workers how many processes; 0 for none but this one
 * @param fault what is made to fail in the runs at a rate
 */
record MatrixCell(
        String engine,
        String application,
        Recovery recovery,
        int parallelism,
        int workers,
        Optional<TimedFault.Kind> fault) {
    static final String NONE = "none";

    /** As configurations say it. */
    Map<String, String> of() {
        Map<String, String> of = new LinkedHashMap<>();
        of.put("app", application);
        of.put("engine", engine);
        of.put("recovery", recovery.label());
        of.put("parallelism", String.valueOf(parallelism));
        of.put("workers", String.valueOf(workers));
        of.put("fault", fault.map(TimedFault.Kind::label).orElse(NONE));
        return of;
    }

    /** The same without a fault, in which the maximal rate is measured. */
    MatrixCell calm() {
        return new MatrixCell(engine, application, recovery, parallelism, workers, Optional.empty());
    }

    String label() {
        return String.join(", ", of().values());
    }
}
