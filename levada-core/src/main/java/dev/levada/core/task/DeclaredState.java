package dev.levada.core.task;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.core.channel.EventClock;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateShape;
import java.util.LinkedHashMap;
import java.util.List;

/** Finds out which states an operator asks for, by opening it once. */
public final class DeclaredState {

    private DeclaredState() {}

    /**
     * The states that a keyed operator asks for in {@code open}.
     *
     * @param state what it is given: empty, or loaded
     * @throws RuntimeException if it cannot be opened, or asks for a loaded state as another kind
     */
    @SuppressWarnings("unchecked") // nothing is ever processed
    public static List<StateShape> of(Operator operator, KeyedState state) {
        Definition.Transform transform = (Definition.Transform) operator.definition();
        OperatorRunner runner = new OperatorRunner(
                operator,
                TaskFactory.processor(transform),
                TaskFactory.key(transform.key()),
                new Services("", new TaskId(operator.name(), 0), 0, 0, null, Codecs.any()),
                new EventClock(true),
                new OperatorCounters(operator.name()),
                value -> {},
                new LinkedHashMap<>(),
                0,
                1,
                false,
                state);
        try {
            runner.open();
            return state.declared();
        } finally {
            runner.close();
        }
    }
}
