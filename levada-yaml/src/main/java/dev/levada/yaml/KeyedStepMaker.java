package dev.levada.yaml;

import dev.levada.api.KeyCount;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.operator.Mapper;
import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the steps that work on the records of each key. */
final class KeyedStepMaker {
    /** The side output of what came too late. */
    static final String LATE = "late";

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
        Flow settled = workshop.settled(part, counts, input.shape());
        Map<String, Type> types = new LinkedHashMap<>(keyed.fields());
        requireFree(part, types, "count");
        types.put("count", Type.INT);
        return row(name, part, settled, counts, each -> joined(keyed.parts(each.key()), List.of(each.count())), types);
    }

    /** Refuses a field of the key that is called as one of the result. */
    void requireFree(Part part, Map<String, Type> types, String name) {
        if (types.containsKey(name)) {
            throw document.refuse(
                    part.node(),
                    Code.NAME_TAKEN,
                    "a field of the key is called '%s', as the result is; map it to another name first"
                            .formatted(name));
        }
    }

    /**
     * Rows of what an operator gives.
     *
     * @param operator the operator, with its side outputs
     */
    <T> Flow row(
            String name, Part part, Flow operator, Stream<T> stream, Mapper<T, Object> row, Map<String, Type> types) {
        Stream<Object> rows = stream.map(row).named(name + ".row");
        return new Flow(rows, Shape.rows(types), workshop.recovers(part, rows), operator.sides());
    }

    static List<Object> joined(List<?> first, List<?> second) {
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

    Flow inTimeOrder(String name, Part part, Flow input) {
        Expression sequence = workshop.expression(part.value("inTimeOrder"), input.shape(), Type.INT);
        Stream<Object> ordered = keyed(part, input).stream().inTimeOrder(name, each -> (Long) sequence.of(each));
        return workshop.settled(part, ordered, input.shape())
                .beside(LATE, ordered.side(TimeWindows.lateRecords()), input.shape());
    }
}
