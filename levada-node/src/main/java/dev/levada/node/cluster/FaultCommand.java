package dev.levada.node.cluster;

import dev.levada.core.plan.TaskId;
import java.time.Duration;
import java.util.Optional;

/** A fault to be made on purpose, to see what becomes of a job. */
public sealed interface FaultCommand {

    /** Kills the worker process of a task, or the task alone where it shares its process. */
    record Crash(TaskId task) implements FaultCommand {}

    /** Makes a task stop processing; what is sent to it waits. */
    record Freeze(TaskId task) implements FaultCommand {}

    /** Lets a frozen task go on. */
    record Unfreeze(TaskId task) implements FaultCommand {}

    /**
     * Makes a task wait from one record to the next.
     *
     * @param interval zero ends that
     */
    record Slow(TaskId task, Duration interval) implements FaultCommand {
        public Slow {
            requireNotNegative(interval);
        }
    }

    /**
     * Keeps what two workers send each other from arriving.
     *
     * @param one the id of a worker, such as {@code w3}
     * @param other the id of another
     * @param heals after how long; never if empty
     */
    record Partition(String one, String other, Optional<Duration> heals) implements FaultCommand {
        public Partition {
            if (one.equals(other)) {
                throw new IllegalArgumentException(
                        "a partition is between two workers, but both are '%s'; name another".formatted(one));
            }
            heals.ifPresent(FaultCommand::requireNotNegative);
        }
    }

    private static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a time of %s lies in the past; give 0 or more".formatted(duration));
        }
    }
}
