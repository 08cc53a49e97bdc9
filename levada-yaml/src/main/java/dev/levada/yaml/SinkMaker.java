package dev.levada.yaml;

import dev.levada.api.Sinks;
import dev.levada.api.Stream;
import dev.levada.api.connector.Sink;
import dev.levada.api.operator.Mapper;
import dev.levada.connectors.files.FileSinks;
import dev.levada.connectors.jdbc.JdbcOutput;
import dev.levada.connectors.jdbc.JdbcSinks;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the sinks of a file. */
final class SinkMaker {
    private static final String BETWEEN = ", ";

    private final Workshop workshop;
    private final Document document;

    SinkMaker(Workshop workshop) {
        this.workshop = workshop;
        this.document = workshop.document();
    }

    /** Gives what it reads: nothing reads a sink. */
    Flow make(String name, Node node) {
        Part part = document.part(Section.SINK, node);
        if (part.has("args") && !part.has("uses")) {
            throw document.refuse(part.key("args"), Code.TOO_MANY, "'args' has no meaning here: args are for uses");
        }
        Flow input = workshop.flows().input(part, "from");
        Shape shape = input.shape();
        return workshop.tried(part.node(), Code.REFUSED, () -> {
            switch (part.kind()) {
                case "stdout" -> {
                    part.isSet("stdout");
                    written(name, input, each -> text(shape, each), Sinks.stdout());
                }
                case "lines" ->
                    written(
                            name,
                            input,
                            each -> text(shape, each),
                            FileSinks.lines(file(part, "lines")).build());
                case "csv" ->
                    written(
                            name,
                            input,
                            shape::row,
                            FileSinks.csv(file(part, "csv"), shape.names()).build());
                case "json" ->
                    written(
                            name,
                            input,
                            shape::map,
                            FileSinks.jsonLines(file(part, "json")).build());
                case "jdbc" ->
                    written(name, input, shape::row, database(document.part(Section.JDBC, part.value("jdbc")), shape));
                default -> ofClass(name, part, input);
            }
            return input;
        });
    }

    private static String text(Shape shape, Object each) {
        return shape.row(each).stream().map(String::valueOf).collect(Collectors.joining(BETWEEN));
    }

    private static <T> void written(String name, Flow input, Mapper<Object, ? extends T> form, Sink<? super T> sink) {
        Stream<T> formed = input.stream().<T>map(form).named(name + ".form");
        input.recovery().ifPresent(formed::recover);
        if (sink.fixedParallelism() > 0) {
            formed.parallelism(sink.fixedParallelism());
        }
        formed.to(name, sink);
    }

    private Path file(Part part, String kind) {
        Node node = part.value(kind);
        String path = node instanceof MappingNode
                ? document.part(
                                Section.SINK.keys().stream()
                                        .filter(key -> key.name().equals(kind))
                                        .findFirst()
                                        .orElseThrow()
                                        .inside()
                                        .get(0),
                                node)
                        .text("path")
                        .orElseThrow()
                : document.text(node, "'" + kind + "'");
        return Path.of(workshop.path(path));
    }

    private Sink<List<Object>> database(Part part, Shape shape) {
        shape.fields().stream()
                .filter(field -> field.type() == Type.DURATION || field.type() == Type.STRINGS)
                .findFirst()
                .ifPresent(field -> {
                    throw document.refuse(
                            part.value("table"),
                            Code.TYPE,
                            "field '%s' is %s, which no column takes; put a map before that makes %s of it"
                                    .formatted(
                                            field.name(),
                                            field.type().label(),
                                            field.type() == Type.DURATION ? "millis(...)" : "at(..., n)"));
                });
        JdbcOutput<List<Object>> output = JdbcSinks.insert(
                part.text("url").orElseThrow(), part.text("table").orElseThrow(), shape.names(), row -> row);
        workshop.tried(
                part.value("url"),
                Code.CLASS,
                () -> output.driverFrom(workshop.classes().loader()));
        logIn(part, output);
        return (part.isSet("twoPhase") ? output.twoPhaseCommit() : output).build();
    }

    private void logIn(Part part, JdbcOutput<?> output) {
        if (part.has("user") != part.has("passwordFile")) {
            throw document.refuse(
                    part.node(),
                    Code.MISSING_KEY,
                    "'user' and 'passwordFile' need each other; without a password the user can be in the URL");
        }
        part.text("user").ifPresent(user -> {
            Path file = Path.of(workshop.path(part.text("passwordFile").orElseThrow()));
            try {
                output.credentials(user, Files.readString(file).strip());
            } catch (IOException e) {
                throw document.refuse(
                        part.value("passwordFile"), Code.BAD_VALUE, "'%s' cannot be read: %s".formatted(file, e));
            }
        });
    }

    private void ofClass(String name, Part part, Flow input) {
        Node node = part.value("uses");
        Class<?> type = workshop.tried(
                node,
                Code.CLASS,
                () -> workshop.classes().find(part.text("uses").orElseThrow(), Sink.class));
        List<java.lang.reflect.Type> takes = JavaClasses.typesOf(type, Sink.class);
        Optional<Mapper<Object, Object>> conversion = workshop.tried(
                node,
                Code.WRONG_RECORDS,
                () -> Conversion.of(input.shape(), takes.isEmpty() ? Object.class : takes.get(0)));
        Sink<Object> sink = sink(node, type, part.texts("args"));
        if (conversion.isPresent()) {
            written(name, input, conversion.get(), sink);
        } else {
            input.stream().to(name, sink);
        }
    }

    @SuppressWarnings("unchecked") // its type is the one that records are made for
    private Sink<Object> sink(Node node, Class<?> type, List<String> arguments) {
        return (Sink<Object>) workshop.tried(
                node,
                Code.CLASS,
                () -> JavaClasses.maker(type, Sink.class, arguments).get());
    }
}
