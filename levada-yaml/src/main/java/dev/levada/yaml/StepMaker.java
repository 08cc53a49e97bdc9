package dev.levada.yaml;

import dev.levada.api.Stream;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
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
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the steps of a file. A step is one operator, and now and then others that shape what goes in or comes out. */
final class StepMaker {
    private final Workshop workshop;
    private final Document document;
    private final KeyedStepMaker keyed;

    StepMaker(Workshop workshop) {
        this.workshop = workshop;
        this.document = workshop.document();
        this.keyed = new KeyedStepMaker(workshop);
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
            case "count" -> keyed.count(name, part, spread);
            case "distinct" -> keyed.distinct(name, part, spread);
            default -> keyed.aggregate(name, part, spread);
        });
    }

    private void requireFitting(Part part) {
        boolean byKey = List.of("uses", "count", "distinct", "aggregate").contains(part.kind());
        refuseIf(part, "keyBy", !byKey, "keys are for uses, count, distinct and aggregate");
        refuseIf(part, "window", !part.kind().equals("aggregate"), "windows are for aggregate");
        refuseIf(part, "args", !part.kind().equals("uses"), "args are for uses");
        refuseIf(part, "as", !List.of("map", "flatMap").contains(part.kind()), "'as' is for map and flatMap");
        refuseIf(part, "partition", part.has("keyBy"), "records with keys go by key");
        for (String needed : part.kind().equals("aggregate") ? List.of("keyBy", "window") : List.of("keyBy")) {
            if (byKey && !part.kind().equals("uses") && !part.has(needed)) {
                throw document.refuse(part.node(), Code.MISSING_KEY, "'%s' needs '%s'".formatted(part.kind(), needed));
            }
        }
    }

    private void refuseIf(Part part, String key, boolean wrong, String why) {
        if (wrong && part.has(key)) {
            throw document.refuse(part.key(key), Code.TOO_MANY, "'%s' has no meaning here: %s".formatted(key, why));
        }
    }

    private Flow filter(String name, Part part, Flow input) {
        Expression condition = workshop.expression(part.value("filter"), input.shape(), Type.BOOL);
        return workshop.settled(part, input.stream().filter(condition::holds).named(name), input.shape());
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
            return workshop.settled(part, input.stream().map(method::call).named(name), shape(node, method.gives()));
        }
        Expression value = workshop.expression(node, input.shape());
        Shape shape = Shape.value(part.text("as").orElse(Shape.VALUE), value.type(), java(value.type()));
        return workshop.settled(part, input.stream().map(value::of).named(name), shape);
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
        Mapper<Object, Object> row = each -> Workshop.row(values, each);
        return workshop.settled(part, input.stream().map(row).named(name), Shape.rows(types));
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
            return workshop.settled(part, input.stream().flatMap(all).named(name), shape);
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
        return workshop.settled(part, input.stream().flatMap(all).named(name), shape(node, gives.get(0)));
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
                ? keyed.keyed(part, taken).stream().process(name, processors)
                : taken.stream().process(name, processors);
        return workshop.settled(part, made, shape);
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
        return Flow.of(stream, shape(node, wanted), workshop.recovers(part, stream));
    }
}
