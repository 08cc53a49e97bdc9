package dev.levada.yaml;

import dev.levada.api.operator.Mapper;
import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the steps of a file. A step is one operator, and now and then others that shape what goes in or comes out. */
final class StepMaker {
    private static final List<String> BY_KEY =
            List.of("uses", "call", "count", "distinct", "aggregate", "join", "inTimeOrder");
    private static final List<String> MAYBE_BY_KEY = List.of("uses", "call");

    private final Workshop workshop;
    private final Document document;
    private final KeyedStepMaker keyed;
    private final WindowStepMaker windows;
    private final JoinStepMaker joins;
    private final ClassStepMaker classes;

    StepMaker(Workshop workshop) {
        this.workshop = workshop;
        this.document = workshop.document();
        this.keyed = new KeyedStepMaker(workshop);
        this.windows = new WindowStepMaker(workshop, keyed);
        this.joins = new JoinStepMaker(workshop, keyed, windows);
        this.classes = new ClassStepMaker(workshop, keyed);
    }

    Flow make(String name, Node node) {
        Part part = document.part(Section.STEP, node);
        requireFitting(part);
        Flow input = workshop.flows().input(part, "from");
        Flow spread = input.on(workshop.spread(part, input.stream()));
        return workshop.tried(part.node(), Code.REFUSED, () -> {
            Flow made = made(name, part, spread);
            workshop.loops().feedBack(part, made);
            return made;
        });
    }

    private Flow made(String name, Part part, Flow input) {
        return switch (part.kind()) {
            case "filter" -> filter(name, part, input);
            case "map" -> map(name, part, input);
            case "flatMap" -> flatMap(name, part, input);
            case "uses" -> classes.uses(name, part, input);
            case "call" -> classes.call(name, part, input);
            case "count" -> keyed.count(name, part, input);
            case "distinct" -> keyed.distinct(name, part, input);
            case "aggregate" -> windows.aggregate(name, part, input);
            case "join" -> joins.join(name, part, input);
            case "inTimeOrder" -> keyed.inTimeOrder(name, part, input);
            default -> workshop.loops().begin(name, part, input);
        };
    }

    private void requireFitting(Part part) {
        String kind = part.kind();
        refuseIf(part, "keyBy", !BY_KEY.contains(kind), "keys are for " + String.join(", ", BY_KEY));
        refuseIf(part, "window", !kind.equals("aggregate"), "windows are for aggregate");
        for (String key : List.of("args", "connect", "sideOutputs")) {
            refuseIf(part, key, !kind.equals("uses"), "'%s' is for uses".formatted(key));
        }
        refuseIf(part, "as", !List.of("map", "flatMap").contains(kind), "'as' is for map and flatMap");
        refuseIf(part, "partition", part.has("keyBy"), "records with keys go by key");
        boolean needsKey = BY_KEY.contains(kind) && !MAYBE_BY_KEY.contains(kind);
        requireIf(part, "keyBy", needsKey);
        requireIf(part, "window", kind.equals("aggregate"));
    }

    private void refuseIf(Part part, String key, boolean wrong, String why) {
        if (wrong && part.has(key)) {
            throw document.refuse(part.key(key), Code.TOO_MANY, "'%s' has no meaning here: %s".formatted(key, why));
        }
    }

    private void requireIf(Part part, String key, boolean needed) {
        if (needed && !part.has(key)) {
            throw document.refuse(part.node(), Code.MISSING_KEY, "'%s' needs '%s'".formatted(part.kind(), key));
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
            return workshop.settled(
                    part, input.stream().map(method::call).named(name), workshop.shape(node, method.gives()));
        }
        Expression value = workshop.expression(node, input.shape());
        Shape shape = Shape.value(
                part.text("as").orElse(Shape.VALUE), value.type(), value.type().java());
        return workshop.settled(part, input.stream().map(value::of).named(name), shape);
    }

    private Flow fields(String name, Part part, Flow input) {
        Map<String, Type> types = new LinkedHashMap<>();
        List<Expression> values = new ArrayList<>();
        workshop.fields(part, "map", input.shape()).forEach((field, value) -> {
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
        return workshop.settled(part, input.stream().flatMap(all).named(name), workshop.shape(node, gives.get(0)));
    }
}
