package dev.levada.yaml;

import dev.levada.node.text.Suggestion;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.text.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/** The streams of a file so far, by their names. */
final class Flows {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";

    private final Document document;
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    /** Names of what is left out: who reads it is left out, too, without a word. */
    private final Set<String> leftOut = new LinkedHashSet<>();

    Flows(Document document) {
        this.document = document;
    }

    /** Makes a stream under a name. */
    void add(Node key, String name, Supplier<Flow> maker) {
        if (!name.matches(NAME)) {
            document.problems()
                    .add(
                            document.position(key),
                            Code.BAD_VALUE,
                            "name '%s' must be letters, digits, '_' and '-', and begin with a letter".formatted(name));
            return;
        }
        if (flows.containsKey(name) || leftOut.contains(name)) {
            document.problems()
                    .add(
                            document.position(key),
                            Code.NAME_TAKEN,
                            "there is a '%s' already; give one of the two another name".formatted(name));
            return;
        }
        try {
            flows.put(name, maker.get());
        } catch (SkippedException e) {
            leftOut.add(name);
        }
    }

    /** The streams that a key of a part names, as one. */
    Flow input(Part part, String key) {
        List<Flow> inputs = new ArrayList<>();
        for (Node node : document.list(part.value(key))) {
            inputs.add(flow(node, key));
        }
        if (inputs.isEmpty()) {
            throw document.refuse(part.value(key), Code.MISSING_KEY, "'%s' names no stream; name one".formatted(key));
        }
        Flow first = inputs.get(0);
        Flow all = first;
        for (Flow other : inputs.subList(1, inputs.size())) {
            if (!areAlike(first.shape(), other.shape())) {
                throw document.refuse(
                        part.value(key),
                        Code.WRONG_RECORDS,
                        "streams that become one must have the same fields; one has %s, another %s"
                                .formatted(first.shape(), other.shape()));
            }
            all = Flow.of(
                    all.stream().merge(other.stream()),
                    first.shape(),
                    all.recovery().equals(other.recovery()) ? all.recovery() : Optional.empty());
        }
        return all;
    }

    static boolean areAlike(Shape one, Shape other) {
        return one.java() == other.java() && one.toString().equals(other.toString());
    }

    private Flow flow(Node node, String key) {
        String name = document.text(node, "'" + key + "'");
        int dot = name.indexOf('.');
        return dot < 0 ? main(node, name) : side(node, name.substring(0, dot), name.substring(dot + 1));
    }

    private Flow main(Node node, String name) {
        Flow flow = flows.get(name);
        if (flow == null && leftOut.contains(name)) {
            throw new SkippedException();
        }
        if (flow == null) {
            throw document.refuse(
                    node,
                    Code.UNKNOWN_STREAM,
                    "there is no source and no step '%s' above%s; there %s"
                            .formatted(
                                    name,
                                    Suggestion.question(name, flows.keySet()),
                                    flows.isEmpty() ? "is none" : "are " + String.join(", ", flows.keySet())));
        }
        return flow;
    }

    private Flow side(Node node, String step, String name) {
        Set<String> sides = main(node, step).sides().keySet();
        Flow side = main(node, step).sides().get(name);
        if (side == null) {
            throw document.refuse(
                    node,
                    Code.UNKNOWN_STREAM,
                    "'%s' has no side output '%s'%s; it has %s"
                            .formatted(
                                    step,
                                    name,
                                    Suggestion.question(name, sides),
                                    sides.isEmpty() ? "none" : String.join(", ", sides)));
        }
        return side;
    }
}
