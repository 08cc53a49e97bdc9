package dev.levada.yaml;

import dev.levada.api.CountWindows;
import dev.levada.api.KeyedStream;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.Windowed;
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

/** Makes the steps that aggregate windows of each key's records. */
final class WindowStepMaker {
    private static final Pattern AGGREGATE = Pattern.compile("\\s*(count|sum|min|max|avg)\\s*\\((.*)\\)\\s*");

    private final Workshop workshop;
    private final Document document;
    private final KeyedStepMaker keys;

    WindowStepMaker(Workshop workshop, KeyedStepMaker keys) {
        this.workshop = workshop;
        this.document = workshop.document();
        this.keys = keys;
    }

    Flow aggregate(String name, Part part, Flow input) {
        ByKey keyed = keys.keyed(part, input);
        Part window = document.part(Section.WINDOW, part.value("window"));
        requireFitting(window);
        return window.kind().equals("count")
                ? byCount(name, part, window, input, keyed)
                : byTime(name, part, window, input, keyed);
    }

    private void requireFitting(Part window) {
        boolean isSliding = window.has("sliding");
        if (isSliding != window.has("every") && !window.has("count")) {
            throw document.refuse(
                    window.node(),
                    Code.MISSING_KEY,
                    "'sliding' and 'every' go together: how long windows are, and how often one begins");
        }
        if (window.has("count") && window.has("lateness")) {
            throw document.refuse(
                    window.key("lateness"),
                    Code.TOO_MANY,
                    "'lateness' has no meaning here: windows of so many records wait for no time");
        }
    }

    private Flow byCount(String name, Part part, Part window, Flow input, ByKey keyed) {
        int size = (int) window.number("count", 1, Integer.MAX_VALUE).orElseThrow();
        int every = (int) window.number("every", 1, size).orElse(size);
        Map<String, Type> types = new LinkedHashMap<>(keyed.fields());
        Aggregates aggregates = aggregates(part, input.shape(), types);
        CountWindows<Object, Object> windows = keyed.stream().countWindows(size, every);
        Stream<Object> results =
                windows.apply(name, (key, records) -> KeyedStepMaker.joined(keyed.parts(key), aggregates.of(records)));
        return workshop.settled(part, results, Shape.rows(types));
    }

    private Flow byTime(String name, Part part, Part window, Flow input, ByKey keyed) {
        TimeWindows<Object, Object> windows = windows(window, keyed.stream());
        Map<String, Type> types = bounded(part, keyed);
        Aggregates aggregates = aggregates(part, input.shape(), types);
        Stream<Windowed<Object, List<Object>>> results = windows.aggregate(name, aggregates);
        Flow settled = workshop.settled(part, results, input.shape())
                .beside(KeyedStepMaker.LATE, results.side(TimeWindows.lateRecords()), input.shape());
        return keys.row(name, part, settled, results, each -> row(keyed, each), types);
    }

    /** The fields of the key, and when a window begins and ends. */
    Map<String, Type> bounded(Part part, ByKey keyed) {
        Map<String, Type> types = new LinkedHashMap<>(keyed.fields());
        for (String bound : List.of("start", "end")) {
            keys.requireFree(part, types, bound);
            types.put(bound, Type.INSTANT);
        }
        return types;
    }

    /** The values of what {@link #bounded} names, and what came of the window. */
    static List<Object> row(ByKey keyed, Windowed<Object, List<Object>> each) {
        List<Object> bounds = List.of(Instant.ofEpochMilli(each.startMillis()), Instant.ofEpochMilli(each.endMillis()));
        return KeyedStepMaker.joined(KeyedStepMaker.joined(keyed.parts(each.key()), bounds), each.value());
    }

    private Aggregates aggregates(Part part, Shape shape, Map<String, Type> types) {
        List<Aggregates.Part> parts = new ArrayList<>();
        part.fields("aggregate");
        part.nodes("aggregate").forEach((field, node) -> {
            keys.requireFree(part, types, field);
            Aggregates.Part each = aggregate(node, shape);
            types.put(field, each.type());
            parts.add(each);
        });
        return new Aggregates(parts);
    }

    private TimeWindows<Object, Object> windows(Part window, KeyedStream<Object, Object> keyed) {
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
