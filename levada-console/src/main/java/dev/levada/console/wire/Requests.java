package dev.levada.console.wire;

import dev.levada.api.connector.BadInputException;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.FaultCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The bodies of requests that are more than a record of the cluster itself. */
public final class Requests {
    private static final long MAX_MILLIS = Duration.ofDays(365).toMillis();

    private Requests() {}

    /** A request that says it all by its path. */
    public record Nothing() {}

    /** @param directory an absolute path on the coordinator's host */
    public record Savepoint(String directory) {}

    /** @param parallelism at least 1 */
    public record Rescale(int parallelism) {}

    /** @param chain the name of its first operator */
    public record Release(String chain) {}

    /** @param millis from one record to the next; 0 for no pause */
    public record Interval(String chain, long millis) {
        public Duration pause() {
            return duration(millis);
        }
    }

    /**
     * A fault, in one form for all kinds.
     *
     * @param kind {@code crash}, {@code freeze}, {@code unfreeze}, {@code slow} or {@code partition}
     * @param task the alias of a task; only not for {@code partition}
     * @param workers two of them for {@code partition}, else none
     * @param millis the interval of {@code slow}; after how long a {@code partition} heals
     */
    public record Fault(String kind, Optional<String> task, Optional<List<String>> workers, Optional<Long> millis) {

        public static Fault of(FaultCommand command) {
            if (command instanceof FaultCommand.Crash crash) {
                return ofTask("crash", crash.task());
            } else if (command instanceof FaultCommand.Freeze freeze) {
                return ofTask("freeze", freeze.task());
            } else if (command instanceof FaultCommand.Unfreeze unfreeze) {
                return ofTask("unfreeze", unfreeze.task());
            } else if (command instanceof FaultCommand.Slow slow) {
                return new Fault(
                        "slow",
                        Optional.of(slow.task().toString()),
                        Optional.empty(),
                        Optional.of(slow.interval().toMillis()));
            } else if (command instanceof FaultCommand.Partition partition) {
                return new Fault(
                        "partition",
                        Optional.empty(),
                        Optional.of(List.of(partition.one(), partition.other())),
                        partition.heals().map(Duration::toMillis));
            }
            throw new IllegalArgumentException("a fault of an unknown kind: " + command);
        }

        private static Fault ofTask(String kind, TaskId task) {
            return new Fault(kind, Optional.of(task.toString()), Optional.empty(), Optional.empty());
        }

        /** @throws BadInputException if something is missing, or does not belong to this kind */
        public FaultCommand command() {
            try {
                return switch (kind) {
                    case "crash" -> new FaultCommand.Crash(onlyTask());
                    case "freeze" -> new FaultCommand.Freeze(onlyTask());
                    case "unfreeze" -> new FaultCommand.Unfreeze(onlyTask());
                    case "slow" -> new FaultCommand.Slow(theTask(), duration(needed("millis", millis)));
                    case "partition" -> partition();
                    default ->
                        throw new BadInputException(
                                "there is no fault '%s'; there are crash, freeze, unfreeze, slow, partition"
                                        .formatted(kind));
                };
            } catch (IllegalArgumentException e) {
                throw new BadInputException(String.valueOf(e.getMessage()), e);
            }
        }

        private TaskId onlyTask() {
            refuse("millis", millis);
            return theTask();
        }

        private TaskId theTask() {
            refuse("workers", workers);
            return TaskId.parse(needed("task", task));
        }

        private FaultCommand partition() {
            refuse("task", task);
            List<String> both = needed("workers", workers);
            if (both.size() != 2) {
                throw new BadInputException(
                        "a partition is between two workers, but %d are given; give two, such as w1 and w2"
                                .formatted(both.size()));
            }
            return new FaultCommand.Partition(both.get(0), both.get(1), millis.map(Requests::duration));
        }

        private <T> T needed(String field, Optional<T> value) {
            return value.orElseThrow(() ->
                    new BadInputException("the field '%s' is missing; fault '%s' needs it".formatted(field, kind)));
        }

        private void refuse(String field, Optional<?> value) {
            if (value.isPresent()) {
                throw new BadInputException(
                        "the field '%s' has no meaning for fault '%s'; leave it out".formatted(field, kind));
            }
        }
    }

    private static Duration duration(long millis) {
        if (millis < 0 || millis > MAX_MILLIS) {
            throw new BadInputException(
                    "%d milliseconds are out of range; give 0 to %d, a year".formatted(millis, MAX_MILLIS));
        }
        return Duration.ofMillis(millis);
    }
}
