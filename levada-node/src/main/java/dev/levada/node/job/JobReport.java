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
 * @param epochs how many epochs were completed
 * @param warnings what went wrong without harm, one sentence each
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
        long epochs,
        List<Recovered> recoveries,
        List<String> warnings,
        List<String> errors) {

    public JobReport {
        operators = List.copyOf(operators);
        recoveries = List.copyOf(recoveries);
        warnings = List.copyOf(warnings);
        errors = List.copyOf(errors);
    }

    /**
     * A failure that was mended.
     *
     * @param failed the tasks that failed, and others that failed while they were brought back
     * @param detected milliseconds without a sign of life until the first of them was taken for failed; 0 if its
     *     failure was told, or seen
     * @param fenced milliseconds from the failure until everybody had stopped listening to what had failed
     * @param online milliseconds from the failure until all tasks ran again
     */
    public record Recovered(List<String> failed, double detected, double fenced, double online) {
        public Recovered {
            failed = List.copyOf(failed);
        }
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
            Role role,
            int tasks,
            long in,
            long out,
            long errors,
            long dropped,
            Optional<Latency> latency) {}

    /** Where an operator stands. */
    public enum Role {
        SOURCE,
        TRANSFORM,
        SINK
    }

    /** How long records took from the source, in milliseconds. */
    public record Latency(double p50, double p95, double p99, double p999, double max) {}

    /** What all sources emitted. */
    public long recordsIn() {
        return operators.stream()
                .filter(operator -> operator.role() == Role.SOURCE)
                .mapToLong(OperatorReport::out)
                .sum();
    }

    /** What all sinks took. */
    public long recordsOut() {
        return operators.stream()
                .filter(operator -> operator.role() == Role.SINK)
                .mapToLong(OperatorReport::in)
                .sum();
    }

    /** Records that the sources emitted in a second. */
    public double throughput() {
        return seconds > 0 ? recordsIn() / seconds : 0;
    }
}
