package dev.levada.node.standing;

import dev.levada.core.plan.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * One step of a job's own script.
 *
 * @param line what the log says before it is done
 * @param deed empty if there is only something to say
 */
public record Step(String line, Optional<Deed> deed) {

    /** Only something to say. */
    public static Step note(String line) {
        return new Step(line, Optional.empty());
    }

    /** What can be done to a job. */
    public sealed interface Deed {

        /** Lets a chain go that was started held back. */
        record Release(String chain) implements Deed {}

        /** Makes each task of a chain wait from one record to the next. */
        record Interval(String chain, long nanos) implements Deed {}

        /** Kills a task. */
        record Crash(TaskId task) implements Deed {}

        /** Makes a task stop, or go on. */
        record Freeze(TaskId task, boolean freeze) implements Deed {}

        /** Tells how tasks are. */
        record Tell(List<Named> tasks) implements Deed {}

        /** Waits before the next step. */
        record Pause(long nanos) implements Deed {}
    }

    /** A task, and what people call it. */
    public record Named(TaskId task, String name) {}
}
