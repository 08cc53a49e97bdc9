package dev.levada.node.replay;

import dev.levada.core.plan.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a replay came to.
 *
 * @param recovery the label of the protocol under which the job ran
 * @param epoch the one with which the task began
 * @param with the tasks that made its input
 * @param replayed how many elements, or records of a source, it took again
 * @param toReplay how many its log says that it took
 * @param logs whether it logs what it chooses; otherwise all that it does follows from its input
 * @param to the epoch before which it was to end; empty if it was to end with the logs
 * @param differences in what the state that it had reached there differs from what the task had stored, a sentence
 *     each; empty if it was not to end there, or did not come so far
 */
public record ReplayReport(
        String job,
        TaskId task,
        String recovery,
        long epoch,
        List<TaskId> with,
        long replayed,
        long toReplay,
        boolean logs,
        Ending ending,
        OptionalLong to,
        Optional<List<String>> differences,
        List<Output> outputs) {

    public ReplayReport {
        with = List.copyOf(with);
        outputs = List.copyOf(outputs);
        differences = differences.map(List::copyOf);
    }

    /** How a replay ended. */
    public enum Ending {
        /** With the log of the task, or where it was to. */
        OVER,
        /**
         * With that of a task that made its input: nothing waits for these logs, and all may have been killed before
         * the last of them was written.
         */
        LOGS,
        /** Input did not come that the log says there was. */
        STALLED
    }

    /**
     * One output of the task, or one sink in it.
     *
     * @param to the consumer, or the sink
     * @param first the first number; 1 for a sink
     * @param count how many elements, or records
     * @param hash SHA-256 over numbers and bytes, as hexadecimal digits; empty if some record cannot be written as
     *     bytes
     * @param known the number up to which others are known to have taken it, if anything is
     */
    public record Output(String to, long first, long count, Optional<String> hash, Optional<Long> known) {

        /** The last number; one less than the first if there is nothing. */
        public long last() {
            return first + count - 1;
        }

        /** Whether all that others are known to have taken was given again. */
        public boolean reachesKnown() {
            return known.isEmpty() || known.get() <= last();
        }
    }

    /** Whether all that is known to have been done was done again. */
    public boolean isComplete() {
        return ending != Ending.STALLED
                && outputs.stream().allMatch(Output::reachesKnown)
                && (to.isEmpty() || differences.filter(List::isEmpty).isPresent());
    }
}
