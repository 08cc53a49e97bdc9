package dev.levada.yaml;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.DeadLetter;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/** What sources, steps and sinks are made with. */
final class Workshop {
    /** What {@code onError} says of records that are to go to a side output. */
    static final String DEAD_LETTER = "dead letter";

    private static final int MOST_RETRIES = 999;

    private final Document document;
    private final JavaClasses classes;
    private final Path directory;
    private final Topology topology;
    private final Flows flows;
    private final Loops loops;

    /** @param directory what relative paths are relative to */
    Workshop(Document document, JavaClasses classes, Path directory, Topology topology) {
        this.document = document;
        this.classes = classes;
        this.directory = directory;
        this.topology = topology;
        this.flows = new Flows(document);
        this.loops = new Loops(this);
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

    Flows flows() {
        return flows;
    }

    Loops loops() {
        return loops;
    }

    /** A file, a directory or a glob of the file. */
    String path(String given) {
        return Path.of(given).isAbsolute() ? given : directory + "/" + given;
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

    /** The expressions of fields, by their names. */
    Map<String, Expression> fields(Part part, String key, Shape shape) {
        part.fields(key);
        Map<String, Expression> fields = new LinkedHashMap<>();
        part.nodes(key).forEach((field, node) -> fields.put(field, expression(node, shape)));
        return fields;
    }

    /** Of what a class gives. */
    Shape shape(Node node, java.lang.reflect.Type type) {
        return tried(node, Code.CLASS, () -> Shape.of(type));
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
        errors(part).ifPresent(stream::onError);
    }

    private static Optional<ErrorPolicy> errors(Part part) {
        Optional<ErrorPolicy> policy = part.choice("onError").map(choice -> switch (choice) {
            case "skip" -> ErrorPolicy.skip();
            case DEAD_LETTER -> ErrorPolicy.deadLetter();
            default -> ErrorPolicy.fail();
        });
        OptionalLong retries = part.number("retries", 1, MOST_RETRIES);
        return retries.isPresent()
                ? Optional.of(policy.orElse(ErrorPolicy.fail()).withRetries((int) retries.getAsLong()))
                : policy;
    }

    /** A stream with its dead letters, if it has any. */
    static Flow withErrors(Part part, Flow flow, Stream<?> operator) {
        return part.choice("onError").filter(DEAD_LETTER::equals).isPresent()
                ? flow.beside("errors", operator.errors(), Shape.of(DeadLetter.class))
                : flow;
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
        return withErrors(part, Flow.of(stream, shape, recovery), stream);
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
