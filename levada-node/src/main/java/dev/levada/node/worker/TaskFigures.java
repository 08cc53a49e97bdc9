package dev.levada.node.worker;

import dev.levada.core.plan.TaskId;
import dev.levada.core.task.OperatorCounters;
import dev.levada.node.job.Job;
import java.util.List;

/**
 * How a task is, and what its attempts in one process have done.
 *
 * @param attempt the latest; 0 if there was none
 * @param operators in the order of its chain
 * @param lost how many records are known to be lost with it
 * @param latencies a histogram as {@link Latencies} writes it, empty if there is none; nobody changes it or compares it
 */
@SuppressWarnings("ArrayRecordComponent") // see latencies
public record TaskFigures(
        TaskId task, long attempt, Job.Condition condition, List<Counts> operators, long lost, byte[] latencies) {

    public TaskFigures {
        operators = List.copyOf(operators);
    }

    /** What one operator of a task has done. */
    public record Counts(long in, long out, long errors, long dropped) {

        static Counts of(OperatorCounters counters) {
            return new Counts(counters.recordsIn(), counters.recordsOut(), counters.errors(), counters.dropped());
        }

        /** Both together. */
        public Counts plus(Counts other) {
            return new Counts(in + other.in, out + other.out, errors + other.errors, dropped + other.dropped);
        }
    }
}
