package dev.levada.node.job;

import dev.levada.api.recovery.Guarantee;
import java.util.List;
import java.util.Optional;

/**
 * What a job has done, so far or in all.
 *
 * @param recovery the name of the job's protocol
 * @param seconds since it was started
 * @param operators in the order of the plan
 * @param latency of the records that reached a sink; empty if none has
 * @param lost how many records are known to be lost
 * @param errors what went wrong, one sentence each; empty if nothing did
 */
public record JobReport(
        String job,
        Guarantee guarantee,
        String recovery,
        JobState state,
        double seconds,
        List<OperatorReport> operators,
        Optional<Latency> latency,
        long lost,
        List<String> errors) {

    public JobReport {
        operators = List.copyOf(operators);
        errors = List.copyOf(errors);
    }

    /**
     * What one operator has done, all of its tasks together.
     *
     * @param in records taken; for a source, 0
     * @param out records emitted; for a sink, 0
     * @param errors failed calls and malformed inputs
     * @param dropped records left out: skipped, or emitted where nobody reads
     * @param latency of its records since they were due at the source; empty if none were measured
     */
    public record OperatorReport(
            String operator,
            Kind kind,
            int tasks,
            long in,
            long out,
            long errors,
            long dropped,
            Optional<Latency> latency) {}

    /** Which way records go through an operator. */
    public enum Kind {
        SOURCE,
        TRANSFORM,
        SINK
    }

    /** How long records took from the source, in milliseconds. */
    public record Latency(double p50, double p95, double p99, double p999, double max) {}

    /** What all sources emitted. */
    public long recordsIn() {
        return operators.stream()
                .filter(operator -> operator.kind() == Kind.SOURCE)
                .mapToLong(OperatorReport::out)
                .sum();
    }

    /** What all sinks took. */
    public long recordsOut() {
        return operators.stream()
                .filter(operator -> operator.kind() == Kind.SINK)
                .mapToLong(OperatorReport::in)
                .sum();
    }
}
