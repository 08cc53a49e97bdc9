package dev.levada.yaml;

import dev.levada.api.KeyedStream;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Recovery;
import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the steps of a file. A step is one operator, and now and then others that shape what goes in or comes out. */
final class StepMaker {
    private static final Pattern AGGREGATE = Pattern.compile("\\s*(count|sum|min|max|avg)\\s*\\((.*)\\)\\s*");

    private final Workshop workshop;
    private final Document document;

    StepMaker(Workshop workshop) {
        this.workshop = workshop;
        this.document = workshop.document();
    }

    Flow make(String name, Node node) {
        Part part = document.part(Section.STEP, node);
        requireFitting(part);
        Flow input = workshop.input(part);
        Flow spread = input.on(workshop.spread(part, input.stream()));
        return workshop.tried(part.node(), Code.REFUSED, () -> switch (part.kind()) {
            case "filter" -> filter(name, part, spread);
            case "map" -> map(name, part, spread);
            case "flatMap" -> flatMap(name, part, spread);
            case "uses" -> ofClass(name, part, spread);
            case "count" -> count(name, part, spread);
            case "distinct" -> distinct(name, part, spread);
            default -> aggregate(name, part, spread);
        });
    }

    private void requireFitting(Part part) {
        boolean keyed = List.of("uses", "count", "distinct", "aggregate").contains(part.kind());
        refuseIf(part, "keyBy", !keyed, "keys are for uses, count, distinct and aggregate");
        refuseIf(part, "window", !part.kind().equals("aggregate"), "windows are for aggregate");
        refuseIf(part, "args", !part.kind().equals("uses"), "args are for uses");
        refuseIf(part, "as", !List.of("map", "flatMap").contains(part.kind()), "'as' is for map and flatMap");
        refuseIf(part, "partition", part.has("keyBy"), "records with keys go by key");
        for (String needed : part.kind().equals("aggregate") ? List.of("keyBy", "window") : List.of("keyBy")) {
            if (keyed && !part.kind().equals("uses") && !part.has(needed)) {
                throw document.refuse(part.node(), Code.MISSING_KEY, "'%s' needs '%s'".formatted(part.kind(), needed));
            }
        }
    }

    private void refuseIf(Part part, String key, boolean wrong, String why) {
        if (wrong && part.has(key)) {
            throw document.refuse(part.key(key), Code.TOO_MANY, "'%s' has no meaning here: %s".formatted(key, why));
        }
    }

    /** The operator of a step, with its settings. */
    private Flow settled(Part part, Stream<?> stream, Shape shape) {
        Optional<Recovery> recovery = recovers(part, stream);
        workshop.settle(part, stream);
        if (part.isSet("apart")) {
            stream.apart();
        }
        if (part.isSet("blocking")) {
            stream.blocking();
        }
        return Flow.of(stream, shape, recovery);
    }

    /** What belongs to a step recovers as the step does, and has as many tasks. */
    private Optional<Recovery> recovers(Part part, Stream<?> stream) {
        Optional<Recovery> recovery = workshop.recovery(part);
        recovery.ifPresent(stream::recover);
        part.number("parallelism", 1, 10_000).ifPresent(tasks -> stream.parallelism((int) tasks));
        return recovery;
    }

    private Flow filter(String name, Part part, Flow input) {
        Expression condition = workshop.expression(part.value("filter"), input.shape(), Type.BOOL);
        return settled(part, input.stream().filter(condition::holds).named(name), input.shape());
    }

    private Flow map(String name, Part part, Flow input) {
        Node node = part.value("map");
        if (node instanceof MappingNode) {
            refuseIf(part, "as", true, "fields have names of their own");
            return fields(name, part, input);
        }
        String text = document.text(node, "'map'");
        if (text.contains("::")) {
            JavaMethod method = method(node, text, input);
            return settled(part, input.stream().map(method::call).named(name), shape(node, method.gives()));
        }
        Expression value = workshop.expression(node, input.shape());
        Shape shape = Shape.value(part.text("as").orElse(Shape.VALUE), value.type(), java(value.type()));
        return settled(part, input.stream().map(value::of).named(name), shape);
    }

    private static Class<?> java(Type type) {
        return switch (type) {
            case INT -> Long.class;
            case DOUBLE -> Double.class;
            case STRING -> String.class;
            case BOOL -> Boolean.class;
            case INSTANT -> java.time.Instant.class;
            case DURATION -> Duration.class;
            case STRINGS, ANY -> Object.class;
        };
    }

    private Flow fields(String name, Part part, Flow input) {
        part.fields("map");
        Map<String, Type> types = new LinkedHashMap<>();
        List<Expression> values = new ArrayList<>();
        part.nodes("map").forEach((field, node) -> {
            Expression value = workshop.expression(node, input.shape());
            types.put(field, value.type());
            values.add(value);
        });
        Mapper<Object, Object> row = each -> row(values, each);
        return settled(part, input.stream().map(row).named(name), Shape.rows(types));
    }

    private static List<Object> row(List<Expression> values, Object each) {
        Object[] row = new Object[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i).of(each);
        }
        return Shape.rowOf(row);
    }

    private JavaMethod method(Node node, String text, Flow input) {
        JavaMethod method =
                workshop.tried(node, Code.CLASS, () -> workshop.classes().method(text));
        if (!method.takes(input.shape())) {
            throw document.refuse(
                    node,
                    Code.WRONG_RECORDS,
                    "%s takes %s, and records are %s with %s"
                            .formatted(
                                    method.name(),
                                    method.takes().getTypeName(),
                                    input.shape().isRows()
                                            ? "rows"
                                            : input.shape().java().getName(),
                                    input.shape()));
        }
        return method;
    }

    private Shape shape(Node node, java.lang.reflect.Type type) {
        return workshop.tried(node, Code.CLASS, () -> Shape.of(type));
    }

    private Flow flatMap(String name, Part part, Flow input) {
        Node node = part.value("flatMap");
        String text = document.text(node, "'flatMap'");
        if (!text.contains("::")) {
            Expression values = workshop.expression(node, input.shape(), Type.STRINGS);
            Shape shape = Shape.value(part.text("as").orElse(Shape.VALUE), Type.STRING, String.class);
            Mapper<Object, Iterable<?>> all = each -> (List<?>) values.of(each);
            return settled(part, input.stream().flatMap(all).named(name), shape);
        }
        JavaMethod method = method(node, text, input);
        List<java.lang.reflect.Type> gives = method.gives() instanceof java.lang.reflect.ParameterizedType generic
                        && Iterable.class.isAssignableFrom(Shape.raw(generic))
                ? List.of(generic.getActualTypeArguments())
                : List.of();
        if (gives.size() != 1) {
            throw document.refuse(
                    node,
                    Code.WRONG_RECORDS,
                    "%s gives %s; for flatMap it must give a list of something"
                            .formatted(method.name(), method.gives().getTypeName()));
        }
        Mapper<Object, Iterable<?>> all = each -> (Iterable<?>) method.call(each);
        return settled(part, input.stream().flatMap(all).named(name), shape(node, gives.get(0)));
    }

    private Flow ofClass(String name, Part part, Flow input) {
        Node node = part.value("uses");
        Class<?> type = workshop.tried(
                node,
                Code.CLASS,
                () -> workshop.classes().find(part.text("uses").orElseThrow(), Processor.class));
        List<java.lang.reflect.Type> types = JavaClasses.typesOf(type, Processor.class);
        if (types.size() != 2) {
            throw document.refuse(
                    node,
                    Code.CLASS,
                    "%s does not say which records it takes and gives; it must implement Processor<In, Out>"
                            .formatted(type.getName()));
        }
        Supplier<Processor<Object, Object>> processors = processors(node, type, part.texts("args"));
        Flow taken = converted(name, part, input, types.get(0));
        Shape shape = shape(node, types.get(1));
        Stream<Object> made = part.has("keyBy")
                ? keyed(part, taken).stream().process(name, processors)
                : taken.stream().process(name, processors);
        return settled(part, made, shape);
    }

    @SuppressWarnings("unchecked") // its types are those that its records were made for
    private Supplier<Processor<Object, Object>> processors(Node node, Class<?> type, List<String> arguments) {
        Supplier<?> maker = workshop.tried(node, Code.CLASS, () -> JavaClasses.maker(type, Processor.class, arguments));
        return (Supplier<Processor<Object, Object>>) maker;
    }

    private Flow converted(String name, Part part, Flow input, java.lang.reflect.Type wanted) {
        Node node = part.value("uses");
        Optional<Mapper<Object, Object>> conversion =
                workshop.tried(node, Code.WRONG_RECORDS, () -> Conversion.of(input.shape(), wanted));
        if (conversion.isEmpty()) {
            return input;
        }
        Stream<Object> stream = input.stream().map(conversion.get()).named(name + ".in");
        return Flow.of(stream, shape(node, wanted), recovers(part, stream));
    }

    /**
     * A stream by key.
     *
     * @param fields what the parts of a key are called, with their types
     */
    private record ByKey(KeyedStream<Object, Object> stream, Map<String, Type> fields) {
        /** The values of a key, in the order of the fields. */
        List<?> parts(Object key) {
            return fields.size() == 1 ? List.of(key) : (List<?>) key;
        }
    }

    private ByKey keyed(Part part, Flow input) {
        List<Expression> parts = new ArrayList<>();
        Map<String, Type> fields = new LinkedHashMap<>();
        for (Node node : document.list(part.value("keyBy"))) {
            Expression key = workshop.expression(node, input.shape());
            String text = document.text(node, "'keyBy'").strip();
            fields.put(input.shape().field(text).isPresent() ? text : "key" + (parts.size() + 1), key.type());
            parts.add(key);
        }
        if (parts.isEmpty() || fields.size() < parts.size()) {
            throw document.refuse(
                    part.value("keyBy"), Code.BAD_VALUE, "'keyBy' names one expression, or several that differ");
        }
        Mapper<Object, Object> key = parts.size() == 1 ? parts.get(0)::of : each -> row(parts, each);
        return new ByKey(input.stream().keyBy(key), fields);
    }

    private Flow count(String name, Part part, Flow input) {
        ByKey keyed = keyed(part, input);
        Stream<dev.levada.api.KeyCount<Object>> counts =
                part.choice("count").orElseThrow().equals("end")
                        ? keyed.stream().countAtEnd(name)
                        : keyed.stream().count(name);
        settled(part, counts, input.shape());
        Map<String, Type> types = new LinkedHashMap<>(keyed.fields());
        requireFree(part, types, "count");
        types.put("count", Type.INT);
        return row(name, part, counts, each -> joined(keyed.parts(each.key()), List.of(each.count())), types);
    }

    private void requireFree(Part part, Map<String, Type> types, String name) {
        if (types.containsKey(name)) {
            throw document.refuse(
                    part.node(),
                    Code.NAME_TAKEN,
                    "a field of the key is called '%s', as the result is; map it to another name first"
                            .formatted(name));
        }
    }

    private <T> Flow row(String name, Part part, Stream<T> stream, Mapper<T, Object> row, Map<String, Type> types) {
        Stream<Object> rows = stream.map(row).named(name + ".row");
        return Flow.of(rows, Shape.rows(types), recovers(part, rows));
    }

    private static List<Object> joined(List<?> first, List<?> second) {
        List<Object> all = new ArrayList<>(first);
        all.addAll(second);
        return Shape.rowOf(all.toArray());
    }

    private Flow distinct(String name, Part part, Flow input) {
        if (!part.isSet("distinct")) {
            throw document.refuse(part.value("distinct"), Code.BAD_VALUE, "'distinct' is true, or not there");
        }
        return settled(part, keyed(part, input).stream().distinct(name), input.shape());
    }

    private Flow aggregate(String name, Part part, Flow input) {
        ByKey keyed = keyed(part, input);
        Part window = document.part(Section.WINDOW, part.value("window"));
        TimeWindows<Object, Object> windows = windows(window, keyed.stream());
        Map<String, Type> types = new LinkedHashMap<>(keyed.fields());
        for (String bound : List.of("start", "end")) {
            requireFree(part, types, bound);
            types.put(bound, Type.INSTANT);
        }
        List<Aggregates.Part> parts = new ArrayList<>();
        part.fields("aggregate");
        part.nodes("aggregate").forEach((field, node) -> {
            requireFree(part, types, field);
            Aggregates.Part each = aggregate(node, input.shape());
            types.put(field, each.type());
            parts.add(each);
        });
        var results = windows.aggregate(name, new Aggregates(parts));
        settled(part, results, input.shape());
        return row(
                name,
                part,
                results,
                each -> joined(
                        joined(
                                keyed.parts(each.key()),
                                List.of(
                                        java.time.Instant.ofEpochMilli(each.startMillis()),
                                        java.time.Instant.ofEpochMilli(each.endMillis()))),
                        each.value()),
                types);
    }

    private TimeWindows<Object, Object> windows(Part window, KeyedStream<Object, Object> keyed) {
        if (window.has("every") != window.has("sliding")) {
            throw document.refuse(
                    window.node(),
                    Code.MISSING_KEY,
                    "'sliding' and 'every' go together: how long windows are, and how often one begins");
        }
        Duration size = window.duration(window.kind()).orElseThrow();
        TimeWindows<Object, Object> windows =
                workshop.tried(window.node(), Code.BAD_VALUE, () -> switch (window.kind()) {
                    case "tumbling" -> keyed.tumblingWindows(size);
                    case "sliding" ->
                        keyed.slidingWindows(size, window.duration("every").orElseThrow());
                    default -> keyed.sessionWindows(size);
                });
        return window.duration("lateness")
                .map(longer -> workshop.tried(window.node(), Code.BAD_VALUE, () -> windows.allowedLateness(longer)))
                .orElse(windows);
    }

    private Aggregates.Part aggregate(Node node, Shape shape) {
        String text = document.text(node, "an aggregate");
        Matcher matcher = AGGREGATE.matcher(text);
        boolean matches = matcher.matches();
        if (!matches || matcher.group(1).equals("count") != matcher.group(2).isBlank()) {
            throw document.refuse(
                    node,
                    Code.EXPRESSION,
                    "'%s' is none of count(), sum(E), min(E), max(E), avg(E) of an expression E".formatted(text));
        }
        Aggregates.Kind kind = Aggregates.Kind.valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT));
        if (kind == Aggregates.Kind.COUNT) {
            return new Aggregates.Part(kind, Expression.parse("0", shape));
        }
        Expression of = workshop.expression(node, matcher.group(2), matcher.start(2), shape);
        if (!of.type().isNumber()) {
            throw document.refuse(
                    document.position(node, matcher.start(2), matcher.group(2).length()),
                    Code.TYPE,
                    "%s is of numbers, and this is %s"
                            .formatted(matcher.group(1), of.type().label()));
        }
        return new Aggregates.Part(kind, of);
    }
}
