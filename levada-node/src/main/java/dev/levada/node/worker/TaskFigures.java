package dev.levada.node.worker;

import dev.levada.core.element.EventTime;
import dev.levada.core.plan.TaskId;
import dev.levada.core.task.OperatorCounters;
import dev.levada.node.job.Job;
import java.util.List;

/**
 * How a task is, and what its attempts in one process have done.
 *
 * @param attempt the latest; 0 if there was none
 * @param operators in the order of its chain
 * @param regained how the latest attempt got to where the one before it was
 * @param watermark how far event time has come, or {@link EventTime#NONE}
 * @param lost how many records are known to be lost with it
 * @param latencies a histogram as {@link Latencies} writes it, empty if there is none; nobody changes it or compares it
 */
@SuppressWarnings("ArrayRecordComponent") // see latencies
public record TaskFigures(
        TaskId task,
        long attempt,
        Job.Condition condition,
        List<Counts> operators,
        Regained regained,
        long watermark,
        long lost,
        byte[] latencies) {

    public TaskFigures {
        operators = List.copyOf(operators);
    }

    /**
     * How an attempt gets to where the one before it was. Times count from when it ran, on the clock of its process,
     * and are 0 as long as that has not come.
     *
     * @param replayed how many elements it has taken again that earlier attempts had logged
     * @param toReplay how many of them there were; 0 if none
     * @param replayedNanos when it had done all of that again
     * @param caughtUpNanos when it was first done with new records in time
     */
    public record Regained(long replayed, long toReplay, long replayedNanos, long caughtUpNanos) {
        /** Nothing yet. */
        public static final Regained NOTHING = new Regained(0, 0, 0, 0);
    }

    /** What one operator of a task has done. */
    public record Counts(long in, long out, long errors, long dropped, long late) {
        /** Nothing yet. */
        public static final Counts NOTHING = new Counts(0, 0, 0, 0, 0);

        static Counts of(OperatorCounters counters) {
            return new Counts(
                    counters.recordsIn(),
                    counters.recordsOut(),
                    counters.errors(),
                    counters.dropped(),
                    counters.late());
        }

        /** Both together. */
        public Counts plus(Counts other) {
            return new Counts(
                    in + other.in, out + other.out, errors + other.errors, dropped + other.dropped, late + other.late);
        }

        /** Without what is counted elsewhere. */
        Counts minus(Counts other) {
            return new Counts(
                    in - other.in, out - other.out, errors - other.errors, dropped - other.dropped, late - other.late);
        }
    }
}
