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
     * @param cause why the first of them did
     * @param rolledBack how many tasks went back that had not failed
     * @param detected milliseconds without a sign of life until the first of them was taken for failed; 0 if its
     *     failure was told, or seen
     * @param fenced milliseconds from the failure until everybody had stopped listening to what had failed
     * @param online milliseconds from the failure until all tasks ran again
     * @param tasks those that got a new attempt, 64 at most: first those that had failed, then those that needed
     *     longest. Empty of old recoveries where there are many
     */
    public record Recovered(
            List<String> failed,
            String cause,
            int rolledBack,
            double detected,
            double fenced,
            double online,
            List<Returned> tasks) {
        public Recovered {
            failed = List.copyOf(failed);
            tasks = List.copyOf(tasks);
        }

        /** The same in short. */
        public Recovered withoutTasks() {
            return new Recovered(failed, cause, rolledBack, detected, fenced, online, List.of());
        }

        /** Milliseconds from the failure until the last task had caught up; 0 if none has yet. */
        public double caughtUp() {
            return tasks.stream().mapToDouble(Returned::caughtUp).max().orElse(0);
        }
    }

    /**
     * A task that got a new attempt. Times are milliseconds from the failure as it was known, and 0 as long as that has
     * not come.
     *
     * @param attempt the new one
     * @param cause why the one before had failed; empty if it had not, and went back with others
     * @param from the number of the worker that the failed one ran in; 0 if none had failed
     * @param to the number of the worker that the new one runs in; 0 as long as it does not
     * @param restored when its state was there and it ran
     * @param replayed how many elements it has taken again by a log
     * @param toReplay how many of them there were; 0 where nothing is replayed
     * @param replayedAt when it had taken all of them
     * @param caughtUp when it was first done with new records within 100 ms of when they were due, or were read where
     *     that is not known
     */
    public record Returned(
            String task,
            long attempt,
            String cause,
            int from,
            int to,
            double restored,
            long replayed,
            long toReplay,
            double replayedAt,
            double caughtUp) {

        /** When it did something new: what is done again was seen before. */
        public double online() {
            return toReplay == 0 ? restored : replayedAt;
        }
    }

    /**
     * What one operator has done, all of its tasks together.
     *
     * @param in records taken; for a source, 0
     * @param out records emitted; for a sink, 0
     * @param errors failed calls and malformed inputs
     * @param dropped records left out: skipped, or emitted where nobody reads
     * @param late records that came too late, whether somebody reads them or not
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
            long late,
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
