package dev.levada.testkit;

import dev.levada.api.Topology;
import dev.levada.api.codec.Codec;
import dev.levada.api.connector.Source;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.core.codec.Codecs;
import dev.levada.testkit.sanitizer.Beginnings;
import dev.levada.testkit.sanitizer.Difference;
import dev.levada.testkit.sanitizer.Nowhere;
import dev.levada.testkit.sanitizer.OperatorCheck;
import dev.levada.testkit.sanitizer.Tape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs the operators of a topology to see whether they do the same again: that is what recovery by a log builds on.
 *
 * <pre>{@code
 * Sanitizer.of(topology).check();
 * }</pre>
 *
 * What comes to each operator is taken down in a run of the whole topology, whose sinks write nothing. Then each
 * operator is run alone: once as at first, and again as a task that recovers by a log, with the determinants of that
 * run and copies of its input in other batches; and from the middle on with its state as it was written out there.
 * Emitted values and state must come out the same, byte by byte.
 *
 * <p>Sources are read, and calls to the outside made, once more than in an ordinary run. What differs only between
 * processes, or from one day to the next, it cannot see: that is what {@code levada lint} is for.
 */
public final class Sanitizer {
    private final Supplier<Graph> job;
    private int records = 1_000;
    private int runs = 3;
    private ClassLoader classes = Sanitizer.class.getClassLoader();

    private Sanitizer(Supplier<Graph> job) {
        this.job = job;
    }

    public static Sanitizer of(Topology topology) {
        return new Sanitizer(topology::graph);
    }

    static Sanitizer of(Graph graph) {
        return new Sanitizer(() -> graph);
    }

    /** How many records are read of each split of a source, and given to each operator, at most; 1,000 if not set. */
    public Sanitizer records(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("there must be at least 1 record, was " + most);
        }
        records = most;
        return this;
    }

    /** How often each operator is run again; 3 times if not set. What depends on chance may come out the same twice. */
    public Sanitizer runs(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("there must be at least 1 more run, was " + number);
        }
        runs = number;
        return this;
    }

    /** What loads the classes of records, if not what loaded this one. */
    public Sanitizer classes(ClassLoader loader) {
        classes = loader;
        return this;
    }

    /**
     * What was seen.
     *
     * @param records how many records came to each operator
     * @param differences the first of each operator that has any
     */
    public record Result(Map<String, Integer> records, List<Difference> differences) {}

    /** @throws AssertionError if an operator does not do the same again, with the first difference of each */
    public void check() {
        List<Difference> differences = run().differences();
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    differences.stream().map(Difference::toString).collect(Collectors.joining(System.lineSeparator())));
        }
    }

    /** Runs and compares. */
    public Result run() {
        Codecs codecs = new Codecs(classes);
        Codec<Object> codec = codecs.codec(Object.class);
        Graph graph = job.get();
        Map<String, Tape> tapes = new LinkedHashMap<>();
        Set<String> timed = timed(graph);
        List<Operator> recorded = graph.operators().stream()
                .map(operator -> recorded(operator, tapes, codec, timed))
                .toList();
        Simulation.runAll(new Graph(graph.job(), recorded));

        Map<String, Integer> counts = new LinkedHashMap<>();
        List<Difference> differences = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            Tape tape = tapes.get(operator.name());
            if (tape != null) {
                counts.put(operator.name(), tape.size());
                difference(new OperatorCheck(operator, tape, codecs)).ifPresent(differences::add);
            }
        }
        return new Result(counts, differences);
    }

    private Optional<Difference> difference(OperatorCheck check) {
        try {
            return check.run(runs);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an operator cannot be run again: " + e.getMessage(), e);
        }
    }

    /** The operators in front of which there is event time, and the sources that bring it. */
    private static Set<String> timed(Graph graph) {
        Set<String> timed = new LinkedHashSet<>();
        for (Operator operator : graph.operators()) {
            boolean brings = operator.definition() instanceof Definition.Read read
                    && read.eventTime().isPresent();
            if (brings || operator.inputs().stream().anyMatch(input -> timed.contains(input.from()))) {
                timed.add(operator.name());
            }
        }
        return timed;
    }

    private Operator recorded(Operator operator, Map<String, Tape> tapes, Codec<Object> codec, Set<String> timed) {
        Definition definition = operator.definition();
        if (definition instanceof Definition.Read read) {
            definition = new Definition.Read(beginnings(read.source()), read.eventTime());
        } else if (definition instanceof Definition.Transform transform) {
            Tape tape = new Tape(codec, records, timed.contains(operator.name()));
            tapes.put(operator.name(), tape);
            definition = tape.recording(transform);
        } else if (definition instanceof Definition.Write) {
            definition = new Definition.Write(new Nowhere());
        } // what is asked outside is not asked again in a replay, and need not be the same
        return new Operator(
                operator.name(),
                definition,
                1,
                operator.onError(),
                Optional.empty(),
                operator.apart(),
                operator.blocking(),
                operator.inputs(),
                operator.feedback());
    }

    private <T> Source<T> beginnings(Source<T> source) {
        return new Beginnings<>(source, records);
    }
}
