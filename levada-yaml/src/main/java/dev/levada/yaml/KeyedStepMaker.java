package dev.levada.yaml;

import dev.levada.api.KeyCount;
import dev.levada.api.KeyedStream;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.operator.Mapper;
import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the steps that work on the records of each key. */
final class KeyedStepMaker {
    private static final Pattern AGGREGATE = Pattern.compile("\\s*(count|sum|min|max|avg)\\s*\\((.*)\\)\\s*");

    private final Workshop workshop;
    private final Document document;

    KeyedStepMaker(Workshop workshop) {
        this.workshop = workshop;
        this.document = workshop.document();
    }

    ByKey keyed(Part part, Flow input) {
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
        Mapper<Object, Object> key = parts.size() == 1 ? parts.get(0)::of : each -> Workshop.row(parts, each);
        return new ByKey(input.stream().keyBy(key), fields);
    }

    Flow count(String name, Part part, Flow input) {
        ByKey keyed = keyed(part, input);
        Stream<KeyCount<Object>> counts = part.choice("count").orElseThrow().equals("end")
                ? keyed.stream().countAtEnd(name)
                : keyed.stream().count(name);
        workshop.settled(part, counts, input.shape());
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
        return Flow.of(rows, Shape.rows(types), workshop.recovers(part, rows));
    }

    private static List<Object> joined(List<?> first, List<?> second) {
        List<Object> all = new ArrayList<>(first);
        all.addAll(second);
        return Shape.rowOf(all.toArray());
    }

    Flow distinct(String name, Part part, Flow input) {
        if (!part.isSet("distinct")) {
            throw document.refuse(part.value("distinct"), Code.BAD_VALUE, "'distinct' is true, or not there");
        }
        return workshop.settled(part, keyed(part, input).stream().distinct(name), input.shape());
    }

    Flow aggregate(String name, Part part, Flow input) {
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
        workshop.settled(part, results, input.shape());
        return row(
                name,
                part,
                results,
                each -> joined(
                        joined(
                                keyed.parts(each.key()),
                                List.of(
                                        Instant.ofEpochMilli(each.startMillis()),
                                        Instant.ofEpochMilli(each.endMillis()))),
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
        Aggregates.Kind kind = Aggregates.Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
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
