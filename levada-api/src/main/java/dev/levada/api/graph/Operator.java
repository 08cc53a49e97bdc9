package dev.levada.api.graph;

import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Recovery;
import java.util.List;
import java.util.Optional;

/**
 * One operator of a job.
 *
 * @param name unique in the job; state is matched by it
 * @param parallelism how many tasks, or 0 to leave it to the job
 * @param recovery the operator's own choice, if it made one
 * @param apart whether it must have tasks of its own, never shared with a neighbour
 * @param blocking whether its functions may wait for the outside world, so that each task needs a thread of its own
 * @param inputs where its records come from; several are merged
 * @param feedback what comes back to it in a loop that it begins: from operators that come after it
 */
public record Operator(
        String name,
        Definition definition,
        int parallelism,
        ErrorPolicy onError,
        Optional<Recovery> recovery,
        boolean apart,
        boolean blocking,
        List<Input> inputs,
        List<Input> feedback) {

    public Operator {
        inputs = List.copyOf(inputs);
        feedback = List.copyOf(feedback);
    }

    /** One that begins no loop. */
    public Operator(
            String name,
            Definition definition,
            int parallelism,
            ErrorPolicy onError,
            Optional<Recovery> recovery,
            boolean apart,
            boolean blocking,
            List<Input> inputs) {
        this(name, definition, parallelism, onError, recovery, apart, blocking, inputs, List.of());
    }

    /** The same, but it does something else. */
    public Operator with(Definition other) {
        return new Operator(name, other, parallelism, onError, recovery, apart, blocking, inputs, feedback);
    }

    /**
     * A stream into an operator.
     *
     * @param from the operator it comes from
     * @param output the side output there, or "" for the main one
     * @param border what holds if that operator may do something else after a failure; empty to leave it to the planner
     */
    public record Input(String from, String output, Partitioning partitioning, Optional<Border> border) {

        /** The main output of an operator. */
        public static final String MAIN = "";

        /** With whatever border the planner chooses. */
        public Input(String from, String output, Partitioning partitioning) {
            this(from, output, partitioning, Optional.empty());
        }
    }
}
