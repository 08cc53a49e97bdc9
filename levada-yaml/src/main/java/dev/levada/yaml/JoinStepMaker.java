package dev.levada.yaml;

import dev.levada.api.IntervalJoin;
import dev.levada.api.Joining;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.WindowJoin;
import dev.levada.api.Windowed;
import dev.levada.api.operator.JoinFunction;
import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.row.Field;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the steps that join the records of two streams by key and event time. */
final class JoinStepMaker {
    private final Workshop workshop;
    private final Document document;
    private final KeyedStepMaker keys;
    private final WindowStepMaker windows;

    JoinStepMaker(Workshop workshop, KeyedStepMaker keys, WindowStepMaker windows) {
        this.workshop = workshop;
        this.document = workshop.document();
        this.keys = keys;
        this.windows = windows;
    }

    /** Two records that belong together, while one is made of them. */
    private record Pair(Object left, Object right) {

        /** Fields are called {@code left.NAME} and {@code right.NAME}. */
        static Shape shape(Shape left, Shape right) {
            List<Field> fields = new ArrayList<>();
            left.fields()
                    .forEach(each -> fields.add(new Field(
                            "left." + each.name(),
                            each.type(),
                            pair -> each.reader().apply(((Pair) pair).left()))));
            right.fields()
                    .forEach(each -> fields.add(new Field(
                            "right." + each.name(),
                            each.type(),
                            pair -> each.reader().apply(((Pair) pair).right()))));
            return new Shape(Pair.class, fields);
        }
    }

    /**
     * The two sides, and what is made of two records of theirs.
     *
     * @param fields with their expressions
     */
    private record Sides(Flow left, Flow right, ByKey keyed, ByKey other, Map<String, Expression> fields) {

        JoinFunction<Object, Object, List<Object>> function() {
            List<Expression> values = List.copyOf(fields.values());
            return (left, right) -> Workshop.row(values, new Pair(left, right));
        }

        Joining<Object, Object, Object> joining() {
            return keyed.stream().join(other.stream());
        }
    }

    Flow join(String name, Part part, Flow left) {
        Part join = document.part(Section.JOIN, part.value("join"));
        Flow given = workshop.flows().input(join, "right");
        Flow right = given.on(workshop.spread(part, given.stream()));
        ByKey keyed = keys.keyed(part, left);
        ByKey other = keys.keyed(join, right);
        requireSameKeys(join, keyed, other);
        Sides sides = new Sides(
                left, right, keyed, other, workshop.fields(join, "apply", Pair.shape(left.shape(), right.shape())));
        return join.has("within") ? byInterval(name, part, join, sides) : byWindow(name, part, join, sides);
    }

    private void requireSameKeys(Part join, ByKey left, ByKey right) {
        List<Type> wanted = List.copyOf(left.fields().values());
        List<Type> found = List.copyOf(right.fields().values());
        if (!wanted.equals(found)) {
            throw document.refuse(
                    join.value("keyBy"),
                    Code.TYPE,
                    "both sides of a join need keys of the same types; those on the left are %s, and these %s"
                            .formatted(labels(wanted), labels(found)));
        }
    }

    private static String labels(List<Type> types) {
        return String.join(", ", types.stream().map(Type::label).toList());
    }

    private Flow byInterval(String name, Part part, Part join, Sides sides) {
        List<Duration> bounds = join.durations("within");
        if (bounds.size() != 2) {
            throw document.refuse(
                    join.value("within"),
                    Code.BAD_VALUE,
                    "'within' is two durations: how much later than the left record the right one happened at least, and at most, such as [-5s, 1m]");
        }
        IntervalJoin<Object, Object, Object> at = workshop.tried(
                join.value("within"), Code.BAD_VALUE, () -> sides.joining().within(bounds.get(0), bounds.get(1)));
        IntervalJoin<Object, Object, Object> patient = join.duration("lateness")
                .map(longer -> workshop.tried(join.value("lateness"), Code.BAD_VALUE, () -> at.allowedLateness(longer)))
                .orElse(at);
        Map<String, Type> types = new LinkedHashMap<>();
        sides.fields().forEach((field, value) -> types.put(field, value.type()));
        Stream<List<Object>> joined = patient.apply(name, sides.function());
        return withLate(sides, workshop.settled(part, joined, Shape.rows(types)), joined);
    }

    private Flow byWindow(String name, Part part, Part join, Sides sides) {
        Duration size = join.duration("tumbling").orElseThrow();
        WindowJoin<Object, Object, Object> at = workshop.tried(
                join.value("tumbling"), Code.BAD_VALUE, () -> sides.joining().tumblingWindows(size));
        WindowJoin<Object, Object, Object> patient = join.duration("lateness")
                .map(longer -> workshop.tried(join.value("lateness"), Code.BAD_VALUE, () -> at.allowedLateness(longer)))
                .orElse(at);
        Map<String, Type> types = windows.bounded(part, sides.keyed());
        sides.fields().forEach((field, value) -> {
            keys.requireFree(part, types, field);
            types.put(field, value.type());
        });
        Stream<Windowed<Object, List<Object>>> joined = patient.apply(name, sides.function());
        Flow settled =
                withLate(sides, workshop.settled(part, joined, sides.left().shape()), joined);
        return keys.row(name, part, settled, joined, each -> WindowStepMaker.row(sides.keyed(), each), types);
    }

    /** Late records are of both sides, so they are a stream only if both are alike. */
    private static Flow withLate(Sides sides, Flow flow, Stream<?> joined) {
        Shape shape = sides.left().shape();
        return Flows.areAlike(shape, sides.right().shape())
                ? flow.beside(KeyedStepMaker.LATE, joined.side(TimeWindows.lateRecords()), shape)
                : flow;
    }
}
