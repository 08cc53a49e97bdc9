package dev.levada.yaml;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.text.Suggestion;
import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.expression.ExpressionException;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/** What sources, steps and sinks are made with. */
final class Workshop {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";

    private final Document document;
    private final JavaClasses classes;
    private final Path directory;
    private final Topology topology;
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    /** Names of what is left out: who reads it is left out, too, without a word. */
    private final Set<String> leftOut = new LinkedHashSet<>();

    /** @param directory what relative paths are relative to */
    Workshop(Document document, JavaClasses classes, Path directory, Topology topology) {
        this.document = document;
        this.classes = classes;
        this.directory = directory;
        this.topology = topology;
    }

    Document document() {
        return document;
    }

    JavaClasses classes() {
        return classes;
    }

    Topology topology() {
        return topology;
    }

    /** A file, a directory or a glob of the file. */
    String path(String given) {
        return Path.of(given).isAbsolute() ? given : directory + "/" + given;
    }

    /** Makes a stream under a name. */
    void add(Node key, String name, Supplier<Flow> maker) {
        if (!name.matches(NAME)) {
            document.problems()
                    .add(
                            document.position(key),
                            Code.BAD_VALUE,
                            "name '%s' must be letters, digits, '_' and '-', and begin with a letter".formatted(name));
            return;
        }
        if (flows.containsKey(name) || leftOut.contains(name)) {
            document.problems()
                    .add(
                            document.position(key),
                            Code.NAME_TAKEN,
                            "there is a '%s' already; give one of the two another name".formatted(name));
            return;
        }
        try {
            flows.put(name, maker.get());
        } catch (SkippedException e) {
            leftOut.add(name);
        }
    }

    /**
     * Runs what a library or a class may refuse.
     *
     * @throws SkippedException if it does
     */
    <T> T tried(Node node, Code code, Supplier<T> deed) {
        try {
            return deed.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw document.refuse(node, code, String.valueOf(e.getMessage()));
        }
    }

    /** The streams that a part reads, as one. */
    Flow input(Part part) {
        List<Flow> inputs = new ArrayList<>();
        for (Node node : document.list(part.value("from"))) {
            inputs.add(flow(node));
        }
        if (inputs.isEmpty()) {
            throw document.refuse(part.value("from"), Code.MISSING_KEY, "'from' names no stream; name one");
        }
        Flow first = inputs.get(0);
        Flow all = first;
        for (Flow other : inputs.subList(1, inputs.size())) {
            if (!areAlike(first.shape(), other.shape())) {
                throw document.refuse(
                        part.value("from"),
                        Code.WRONG_RECORDS,
                        "streams that become one must have the same fields; one has %s, another %s"
                                .formatted(first.shape(), other.shape()));
            }
            all = new Flow(
                    all.stream().merge(other.stream()),
                    first.shape(),
                    all.recovery().equals(other.recovery()) ? all.recovery() : Optional.empty());
        }
        return all;
    }

    private static boolean areAlike(Shape one, Shape other) {
        return one.java() == other.java() && one.toString().equals(other.toString());
    }

    private Flow flow(Node node) {
        String name = document.text(node, "'from'");
        Flow flow = flows.get(name);
        if (flow == null && leftOut.contains(name)) {
            throw new SkippedException();
        }
        if (flow == null) {
            throw document.refuse(
                    node,
                    Code.UNKNOWN_STREAM,
                    "there is no source and no step '%s' above%s; there %s"
                            .formatted(
                                    name,
                                    Suggestion.question(name, flows.keySet()),
                                    flows.isEmpty() ? "is none" : "are " + String.join(", ", flows.keySet())));
        }
        return flow;
    }

    Expression expression(Node node, Shape shape) {
        return expression(node, document.text(node, "an expression"), 0, shape);
    }

    /** @param offset where the expression begins in the node's text */
    Expression expression(Node node, String text, int offset, Shape shape) {
        try {
            return Expression.parse(text, shape);
        } catch (ExpressionException e) {
            throw document.refuse(
                    document.position(node, offset + e.offset(), e.length()),
                    e.isOfTypes() ? Code.TYPE : Code.EXPRESSION,
                    String.valueOf(e.getMessage()));
        }
    }

    Expression expression(Node node, Shape shape, Type wanted) {
        Expression expression = expression(node, shape);
        if (expression.type() != wanted) {
            throw document.refuse(
                    node,
                    Code.TYPE,
                    "a %s is needed here, and this is %s"
                            .formatted(wanted.label(), expression.type().label()));
        }
        return expression;
    }

    Optional<Recovery> recovery(Part part) {
        return part.text("recovery")
                .map(label -> Recovery.find(label).orElseThrow(() -> {
                    List<String> known =
                            Recovery.named().stream().map(Recovery::label).toList();
                    return document.refuse(
                            part.value("recovery"),
                            Code.BAD_VALUE,
                            "recovery '%s' is not known%s; there are %s"
                                    .formatted(label, Suggestion.question(label, known), String.join(", ", known)));
                }));
    }

    /** How a step's input is spread. */
    Stream<Object> spread(Part part, Stream<Object> stream) {
        Stream<Object> bordered = part.choice("border")
                .map(border -> stream.border(Border.parse(border)))
                .orElse(stream);
        return part.choice("partition")
                .map(partition -> bordered.partition(
                        switch (partition) {
                            case "forward" -> Partitioning.forward();
                            case "in turn" -> Partitioning.inTurn();
                            case "random" -> Partitioning.random();
                            case "on demand" -> Partitioning.onDemand();
                            case "broadcast" -> Partitioning.broadcast();
                            default -> Partitioning.global();
                        }))
                .orElse(bordered);
    }

    /** What all operators have, set for one. */
    void settle(Part part, Stream<?> stream) {
        part.number("parallelism", 1, 10_000).ifPresent(tasks -> stream.parallelism((int) tasks));
        part.choice("onError").filter("skip"::equals).ifPresent(skip -> stream.onError(ErrorPolicy.skip()));
    }

    /** The operator of a step, with its settings. */
    Flow settled(Part part, Stream<?> stream, Shape shape) {
        Optional<Recovery> recovery = recovers(part, stream);
        settle(part, stream);
        if (part.isSet("apart")) {
            stream.apart();
        }
        if (part.isSet("blocking")) {
            stream.blocking();
        }
        return Flow.of(stream, shape, recovery);
    }

    /** What belongs to a step recovers as the step does, and has as many tasks. */
    Optional<Recovery> recovers(Part part, Stream<?> stream) {
        Optional<Recovery> recovery = recovery(part);
        recovery.ifPresent(stream::recover);
        part.number("parallelism", 1, 10_000).ifPresent(tasks -> stream.parallelism((int) tasks));
        return recovery;
    }

    /** A row of what expressions give. */
    static List<Object> row(List<Expression> values, Object each) {
        Object[] row = new Object[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i).of(each);
        }
        return Shape.rowOf(row);
    }
}
