package dev.levada.yaml;

import dev.levada.api.Generator;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.connector.Source;
import dev.levada.connectors.files.CsvFiles;
import dev.levada.connectors.files.FileSources;
import dev.levada.connectors.files.JsonFiles;
import dev.levada.connectors.files.LineFiles;
import dev.levada.node.text.Suggestion;
import dev.levada.yaml.row.Field;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the sources of a file. */
final class SourceMaker {
    private static final long MOST = Long.MAX_VALUE;

    private final Workshop workshop;
    private final Document document;

    SourceMaker(Workshop workshop) {
        this.workshop = workshop;
        this.document = workshop.document();
    }

    /** A source, and what its records are like. */
    private record Made(Source<?> source, Shape shape) {}

    Flow make(String name, Node node) {
        Part part = document.part(Section.SOURCE, node);
        Made made = switch (part.kind()) {
            case "lines" -> lines(part.value("lines"));
            case "csv" -> csv(document.part(Section.CSV, part.value("csv")));
            case "json" -> json(document.part(Section.JSON, part.value("json")));
            case "sequence" -> sequence(part.value("sequence"));
            default -> ofClass(part);
        };
        Flow flow = Flow.of(workshop.topology().from(name, made.source()), made.shape(), Optional.empty());
        workshop.settle(part, flow.stream());
        time(part, flow);
        return Workshop.withErrors(part, flow, flow.stream());
    }

    private void time(Part part, Flow flow) {
        Duration lateness = part.duration("lateness").orElse(Duration.ZERO);
        if (!part.has("eventTime")) {
            for (String key : List.of("lateness", "idleAfter")) {
                if (part.has(key)) {
                    throw document.refuse(
                            part.key(key),
                            Code.MISSING_KEY,
                            "'%s' needs 'eventTime': the field that says when a record happened".formatted(key));
                }
            }
            return;
        }
        String name = part.text("eventTime").orElseThrow();
        Field field = flow.shape()
                .field(name)
                .orElseThrow(() -> document.refuse(
                        part.value("eventTime"),
                        Code.UNKNOWN_FIELD,
                        "records have no field '%s'; they have %s".formatted(name, flow.shape())));
        Stream<Object> stream = flow.stream();
        switch (field.type()) {
            case INSTANT -> stream.eventTime(each -> (Instant) field.reader().apply(each), lateness);
            case INT -> stream.eventTimeMillis(each -> (Long) field.reader().apply(each), lateness);
            default ->
                throw document.refuse(
                        part.value("eventTime"),
                        Code.TYPE,
                        "field '%s' is %s; event time is an instant, or milliseconds since 1970 as an int"
                                .formatted(name, field.type().label()));
        }
        part.duration("idleAfter")
                .ifPresent(nothing ->
                        workshop.tried(part.value("idleAfter"), Code.BAD_VALUE, () -> stream.idleAfter(nothing)));
    }

    private String[] paths(Part part) {
        return part.texts("path").stream().map(workshop::path).toArray(String[]::new);
    }

    private Made lines(Node node) {
        String[] paths = node instanceof MappingNode
                ? paths(document.part(Section.LINES, node))
                : document.list(node).stream()
                        .map(each -> workshop.path(document.text(each, "a path")))
                        .toArray(String[]::new);
        LineFiles files = workshop.tried(node, Code.BAD_VALUE, () -> FileSources.lines(paths));
        return new Made(files.build(), Shape.value(Shape.VALUE, Type.STRING, String.class));
    }

    private Made csv(Part part) {
        boolean header = !part.has("header") || part.isSet("header");
        String delimiter = part.text("delimiter").orElse(",");
        if (delimiter.length() != 1) {
            throw document.refuse(
                    part.value("delimiter"),
                    Code.BAD_VALUE,
                    "'delimiter' is one character, and '%s' was found".formatted(delimiter));
        }
        if (!(part.value("type") instanceof MappingNode)) {
            Class<? extends Record> type = recordClass(part);
            return workshop.tried(part.node(), Code.CLASS, () -> {
                CsvFiles<?> files = FileSources.csv(paths(part)[0], type);
                more(part, files::and);
                files.header(header).delimiter(delimiter.charAt(0));
                return new Made(files.build(), Shape.of(type));
            });
        }
        Map<String, Type> types = types(part);
        Map<String, Type> known = new LinkedHashMap<>();
        types.forEach((name, type) -> known.put(header ? name : Integer.toString(known.size() + 1), type));
        return workshop.tried(part.node(), Code.BAD_VALUE, () -> {
            CsvFiles<Map<String, String>> files =
                    FileSources.csvMaps(paths(part)).header(header).delimiter(delimiter.charAt(0));
            return new Made(new RowSource(files.build(), known), Shape.rows(types));
        });
    }

    private Made json(Part part) {
        if (!(part.value("type") instanceof MappingNode)) {
            Class<? extends Record> type = recordClass(part);
            return workshop.tried(part.node(), Code.CLASS, () -> {
                JsonFiles<?> files = FileSources.jsonLines(paths(part)[0], type);
                more(part, files::and);
                return new Made(files.build(), Shape.of(type));
            });
        }
        Map<String, Type> types = types(part);
        return workshop.tried(part.node(), Code.BAD_VALUE, () -> {
            JsonFiles<?> files = FileSources.jsonLines(paths(part)[0], Map.class);
            more(part, files::and);
            return new Made(new RowSource(mapsOf(files), types), Shape.rows(types));
        });
    }

    @SuppressWarnings("unchecked") // objects have names for keys
    private static Source<Map<?, ?>> mapsOf(JsonFiles<?> files) {
        return (Source<Map<?, ?>>) (Source<?>) files.build();
    }

    /** Paths but for the first one. */
    private void more(Part part, Consumer<String[]> files) {
        String[] all = paths(part);
        if (all.length > 1) {
            files.accept(List.of(all).subList(1, all.length).toArray(String[]::new));
        }
    }

    private Class<? extends Record> recordClass(Part part) {
        String name = part.text("type").orElseThrow();
        return workshop.tried(
                part.value("type"),
                Code.CLASS,
                () -> workshop.classes().find(name, Record.class).asSubclass(Record.class));
    }

    private Map<String, Type> types(Part part) {
        Map<String, Node> nodes = part.nodes("type");
        Map<String, Type> types = new LinkedHashMap<>();
        part.fields("type")
                .forEach((key, label) -> types.put(
                        key.getValue(),
                        Type.find(label)
                                .orElseThrow(() -> document.refuse(
                                        nodes.getOrDefault(key.getValue(), key),
                                        Code.BAD_VALUE,
                                        "type '%s' is not known%s; there are %s"
                                                .formatted(
                                                        label,
                                                        Suggestion.question(label, Type.ofFiles()),
                                                        String.join(", ", Type.ofFiles()))))));
        return types;
    }

    private Made sequence(Node node) {
        Part part = Document.isNothing(node)
                ? document.empty(Section.SEQUENCE, node)
                : document.part(Section.SEQUENCE, node);
        long count = part.number("count", 0, MOST).orElse(MOST);
        OptionalLong rate = part.number("rate", 1, 1_000_000_000);
        Generator.Builder<Long> numbers = Sources.generate(count, index -> index);
        rate.ifPresent(perSecond -> numbers.rate((double) perSecond));
        part.number("splits", 1, 1_000).ifPresent(splits -> numbers.splits((int) splits));
        return new Made(numbers.build(), Shape.value(Shape.VALUE, Type.INT, Long.class));
    }

    private Made ofClass(Part part) {
        String name = part.text("uses").orElseThrow();
        return workshop.tried(part.value("uses"), Code.CLASS, () -> {
            Class<?> type = workshop.classes().find(name, Source.class);
            List<java.lang.reflect.Type> gives = JavaClasses.typesOf(type, Source.class);
            Source<?> source =
                    JavaClasses.maker(type, Source.class, part.texts("args")).get();
            return new Made(source, Shape.of(gives.isEmpty() ? Object.class : gives.get(0)));
        });
    }
}
