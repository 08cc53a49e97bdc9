package dev.levada.api;

import dev.levada.api.annotation.AnnotatedJob;
import dev.levada.api.connector.Source;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A job being written: named operators and the streams between them.
 *
 * <pre>{@code
 * Topology words = Topology.named("words");
 * words.from(Sources.of("to be", "or not to be"))
 *         .flatMap(line -> List.of(line.split(" ")))
 *         .keyBy(word -> word)
 *         .count("counts")
 *         .to(Sinks.stdout());
 * }</pre>
 *
 * Confined to one thread while it is written.
 */
public final class Topology {
    private final String name;
    private final Map<String, OperatorBuilder> operators = new LinkedHashMap<>();

    private Topology(String name) {
        this.name = name;
    }

    /** An empty topology. */
    public static Topology named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a topology needs a name that is not blank");
        }
        return new Topology(name);
    }

    /**
     * The topology of a class whose methods are marked; each operator has the name of its method.
     *
     * @param annotated of a class marked {@link dev.levada.api.annotation.ToStream}
     * @throws IllegalArgumentException if the class is not a pipeline, telling all that is wrong with it, a line each
     */
    public static Topology of(Object annotated) {
        return AnnotatedTopology.of(AnnotatedJob.of(annotated));
    }

    /** The stream of a source. */
    public <T> Stream<T> from(Source<T> source) {
        return from(freeName("source"), source);
    }

    /** The stream of a source, under a name of its own. */
    public <T> Stream<T> from(String operatorName, Source<T> source) {
        OperatorBuilder operator = add(operatorName, new Definition.Read(source), List.of());
        if (source.blocking()) {
            operator.blocking();
        }
        return new Stream<>(this, operator);
    }

    /**
     * This topology as data.
     *
     * @throws IllegalStateException if there is no source, or a loop is not closed
     */
    public Graph graph() {
        if (operators.isEmpty()) {
            throw new IllegalStateException("topology '%s' has no source; start it with from(...)".formatted(name));
        }
        operators.values().stream().filter(OperatorBuilder::isOpen).findFirst().ifPresent(head -> {
            throw new IllegalStateException(
                    "loop '%s' is not closed; say with feedBack(...) which records come back to it"
                            .formatted(head.name()));
        });
        return new Graph(
                name, operators.values().stream().map(OperatorBuilder::build).toList());
    }

    /**
     * The main outputs that no operator reads yet, by the operator's name, in the order in which they were written:
     * where a result that the author sent nowhere can be picked up.
     */
    public Map<String, Stream<?>> openEnds() {
        Set<String> read = operators.values().stream()
                .flatMap(OperatorBuilder::readsMainOf)
                .collect(Collectors.toSet());
        Map<String, Stream<?>> ends = new LinkedHashMap<>();
        operators.forEach((operatorName, operator) -> {
            if (operator.emits() && !read.contains(operatorName)) {
                ends.put(operatorName, new Stream<>(this, operator));
            }
        });
        return ends;
    }

    /** The job's name. */
    public String name() {
        return name;
    }

    OperatorBuilder add(String operatorName, Definition definition, List<Stream.Origin> inputs) {
        if (operatorName.isBlank()) {
            throw new IllegalArgumentException("an operator's name must not be blank");
        }
        OperatorBuilder operator = new OperatorBuilder(operatorName, definition, new ArrayList<>(inputs));
        if (operators.putIfAbsent(operatorName, operator) != null) {
            throw new IllegalArgumentException(
                    "topology '%s' has an operator '%s' already; give one of the two another name"
                            .formatted(name, operatorName));
        }
        return operator;
    }

    void rename(OperatorBuilder operator, String newName) {
        if (operators.containsKey(newName)) {
            throw new IllegalArgumentException("topology '%s' has an operator '%s' already".formatted(name, newName));
        }
        List<OperatorBuilder> all = List.copyOf(operators.values());
        operator.rename(newName);
        operators.clear();
        all.forEach(each -> operators.put(each.name(), each));
    }

    String freeName(String wanted) {
        if (!operators.containsKey(wanted)) {
            return wanted;
        }
        int number = 2;
        while (operators.containsKey(wanted + "-" + number)) {
            number++;
        }
        return wanted + "-" + number;
    }
}
