package dev.levada.api;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.EventTimes;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Recovery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An operator whose settings may still change. */
final class OperatorBuilder {
    private static final int MAX_PARALLELISM = 32_768;

    private Definition definition;
    private final List<Stream.Origin> inputs;
    private List<Stream.Origin> feedback = List.of();
    private Stream.@Nullable Origin besides;
    private boolean loop;
    private String name;
    private int parallelism;
    private ErrorPolicy onError = ErrorPolicy.fail();
    private @Nullable Recovery recovery;
    private boolean apart;
    private boolean blocking;

    OperatorBuilder(String name, Definition definition, List<Stream.Origin> inputs) {
        this.name = name;
        this.definition = definition;
        this.inputs = inputs;
    }

    String name() {
        return name;
    }

    boolean emits() {
        return !(definition instanceof Definition.Write);
    }

    /** Says when the records of a source happened. */
    void eventTime(EventTimes times) {
        if (!(definition instanceof Definition.Read read)) {
            throw new IllegalStateException(
                    ("operator '%s' is no source: say eventTime(...) right behind from(...), of the records as the source gives"
                                    + " them")
                            .formatted(name));
        }
        definition = new Definition.Read(read.source(), Optional.of(times));
    }

    /** Says after how long without a record nobody waits for a split of a source. */
    void idleAfter(Duration nothing) {
        if (!(definition instanceof Definition.Read read) || read.eventTime().isEmpty()) {
            throw new IllegalStateException(
                    "operator '%s' is no source with event time: say idleAfter(...) right behind from(...).eventTime(...)"
                            .formatted(name));
        }
        definition = new Definition.Read(read.source(), read.eventTime().map(times -> times.idleAfter(nothing)));
    }

    /** What comes from one of its inputs is not what it emits. */
    void besides(Stream.Origin input) {
        besides = input;
    }

    /** Whether all that it emits has an event time: all sources say so that it comes from. */
    boolean isTimed() {
        if (definition instanceof Definition.Read read) {
            return read.eventTime().isPresent();
        }
        return inputs.stream()
                .filter(origin -> !origin.equals(besides))
                .allMatch(origin -> origin.operator().isTimed());
    }

    /** It begins a loop, to be closed. */
    void open() {
        loop = true;
    }

    boolean isOpen() {
        return loop && !isClosed();
    }

    boolean isClosed() {
        return !feedback.isEmpty();
    }

    /** What comes back to it. */
    void close(List<Stream.Origin> records) {
        feedback = List.copyOf(records);
    }

    /** Whether records of another operator, or made of these, come to it, without going round a loop. */
    boolean comesFrom(OperatorBuilder other) {
        Set<OperatorBuilder> seen = new LinkedHashSet<>(); // many ways may lead to the same one
        ArrayDeque<OperatorBuilder> next = new ArrayDeque<>(List.of(this));
        OperatorBuilder each;
        while ((each = next.poll()) != null) {
            for (Stream.Origin origin : each.inputs) {
                if (origin.operator() == other) {
                    return true;
                }
                if (seen.add(origin.operator())) {
                    next.add(origin.operator());
                }
            }
        }
        return false;
    }

    java.util.stream.Stream<String> readsMainOf() {
        return java.util.stream.Stream.concat(inputs.stream(), feedback.stream())
                .filter(origin -> origin.output().equals(Operator.Input.MAIN))
                .map(origin -> origin.operator().name());
    }

    void rename(String newName) {
        name = newName;
    }

    void parallelism(int tasks) {
        if (tasks < 1 || tasks > MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                    "operator '%s': parallelism must be from 1 to %d, was %d".formatted(name, MAX_PARALLELISM, tasks));
        }
        parallelism = tasks;
    }

    void onError(ErrorPolicy policy) {
        onError = policy;
    }

    Optional<Recovery> recovery() {
        return Optional.ofNullable(recovery);
    }

    void recover(Recovery choice) {
        recovery = choice;
    }

    /** It runs where another one does, that it follows, if nothing else is said. */
    void sharesTasksWith(OperatorBuilder other) {
        parallelism = other.parallelism;
        recovery = other.recovery;
        blocking = other.blocking;
    }

    void apart() {
        apart = true;
    }

    void blocking() {
        blocking = true;
    }

    Operator build() {
        return new Operator(
                name,
                definition,
                parallelism,
                onError,
                Optional.ofNullable(recovery),
                apart,
                blocking,
                inputs.stream().map(Stream.Origin::toInput).toList(),
                feedback.stream().map(Stream.Origin::toInput).toList());
    }
}
