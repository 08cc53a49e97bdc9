package dev.levada.node.metrics;

import dev.levada.core.task.OperatorCounters;
import java.util.function.LongSupplier;

/** What one operator of one task did. Any thread may ask; no answer sinks. */
public record OperatorFigures(
        String operator,
        LongSupplier recordsIn,
        LongSupplier recordsOut,
        LongSupplier dropped,
        LongSupplier late,
        LongSupplier errors) {

    /** What a running task counts. */
    public static OperatorFigures of(OperatorCounters counters) {
        return new OperatorFigures(
                counters.operator(),
                counters::recordsIn,
                counters::recordsOut,
                counters::dropped,
                counters::late,
                counters::errors);
    }
}
