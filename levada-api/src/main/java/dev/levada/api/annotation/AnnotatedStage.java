package dev.levada.api.annotation;

import dev.levada.api.annotation.shape.Container;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.FlatMapper;
import dev.levada.api.operator.Mapper;
import dev.levada.api.recovery.Recovery;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stage of an {@link AnnotatedJob}. */
public final class AnnotatedStage {
    private final String name;
    private final Method declaration;
    private final MethodHandle method;
    private final Container result;
    private final List<DeclaredState> states;
    private final @Nullable Mapper<Object, Object> key;
    private final Settings settings;

    AnnotatedStage(
            String name,
            Method declaration,
            MethodHandle method,
            Container result,
            List<DeclaredState> states,
            @Nullable Mapper<Object, Object> key,
            Settings settings) {
        this.name = name;
        this.declaration = declaration;
        this.method = method;
        this.result = result;
        this.states = states;
        this.key = key;
        this.settings = settings;
    }

    /** How a stage is run. */
    record Settings(
            int parallelism, boolean ordered, Scheduling scheduling, Waiting waiting, Optional<Recovery> recovery) {}

    /**
     * The method, with its state from these handles.
     *
     * @return a function that throws what the method throws, and emits all that it gives for a value
     */
    public FlatMapper<Object, Object> bind(StateHandles handles) {
        Object[] arguments = states.stream().map(state -> state.handle(handles)).toArray();
        Call call = Call.of(method, arguments);
        return (value, out) -> Outputs.emit(name, result, call.with(value), out);
    }

    /** The method's name. */
    public String name() {
        return name;
    }

    /** The method as it is written, for those who read its code. */
    public Method declaration() {
        return declaration;
    }

    /** What gives the key of a value, if the stage is keyed. */
    public Optional<Mapper<Object, Object>> key() {
        return Optional.ofNullable(key);
    }

    /** How many tasks, from 1, with the environment asked. */
    public int parallelism() {
        return settings.parallelism();
    }

    /**
     * Whether the outputs must be brought back to the order of the inputs: there are several tasks, and it was asked.
     */
    public boolean isReordered() {
        return settings.ordered() && settings.parallelism() > 1;
    }

    /** How the input is spread if the stage is not keyed. */
    public Partitioning partitioning() {
        return settings.scheduling() == Scheduling.ON_DEMAND ? Partitioning.onDemand() : Partitioning.any();
    }

    /** Whether the method may wait for the outside world. */
    public boolean isBlocking() {
        return settings.waiting() == Waiting.BLOCK;
    }

    /** The stage's own recovery, if it made a choice. */
    public Optional<Recovery> recovery() {
        return settings.recovery();
    }
}
