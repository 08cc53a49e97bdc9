package dev.levada.api.graph;

import java.util.List;

/**
 * A job as its author wrote it: operators and the streams between them, before any decision of the engine.
 *
 * @param operators in the order in which they were written; inputs come before those who read them, but for what comes
 *     back in a loop
 */
public record Graph(String job, List<Operator> operators) {

    public Graph {
        operators = List.copyOf(operators);
    }
}
