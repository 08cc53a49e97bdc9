package dev.levada.yaml;

import dev.levada.api.Loop;
import dev.levada.api.Stream;
import dev.levada.node.text.Suggestion;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.text.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** The loops of a file: what goes back to each is known when all steps are. */
final class Loops {
    private final Workshop workshop;
    private final Document document;
    private final Map<String, Open> open = new LinkedHashMap<>();

    Loops(Workshop workshop) {
        this.workshop = workshop;
        this.document = workshop.document();
    }

    /** A loop that is not closed. */
    private record Open(Node node, Loop<Object> loop, Shape shape, List<Stream<Object>> back, List<Node> places) {}

    /** A step that begins a loop. */
    Flow begin(String name, Part part, Flow input) {
        if (!part.isSet("loop")) {
            throw document.refuse(part.value("loop"), Code.BAD_VALUE, "'loop' is true, or not there");
        }
        Loop<Object> loop = input.stream().loop(name);
        open.put(name, new Open(part.key("loop"), loop, input.shape(), new ArrayList<>(), new ArrayList<>()));
        return workshop.settled(part, loop.stream(), input.shape());
    }

    /** Notes whether records of a step go back. */
    void feedBack(Part part, Flow step) {
        part.text("feedBack").ifPresent(name -> {
            Node node = part.value("feedBack");
            Open loop = open.get(name);
            if (loop == null) {
                throw document.refuse(
                        node,
                        Code.UNKNOWN_STREAM,
                        "there is no loop '%s' above%s; there %s"
                                .formatted(
                                        name,
                                        Suggestion.question(name, open.keySet()),
                                        open.isEmpty() ? "is none" : "are " + String.join(", ", open.keySet())));
            }
            if (!Flows.areAlike(loop.shape(), step.shape())) {
                throw document.refuse(
                        node,
                        Code.WRONG_RECORDS,
                        "what goes back to loop '%s' must have the fields of what comes into it; that has %s, and this %s"
                                .formatted(name, loop.shape(), step.shape()));
            }
            loop.back().add(step.stream());
            loop.places().add(node);
        });
    }

    /** When all steps are made. What is wrong with them is told first. */
    void close() {
        if (document.problems().any()) {
            return;
        }
        open.forEach((name, loop) -> {
            try {
                close(name, loop);
            } catch (SkippedException e) {
                // It is told with the others.
            }
        });
    }

    private void close(String name, Open loop) {
        if (loop.back().isEmpty()) {
            throw document.refuse(
                    loop.node(),
                    Code.MISSING_KEY,
                    "nothing goes back to loop '%s'; say 'feedBack: %s' on the step whose records go round again"
                            .formatted(name, name));
        }
        Stream<Object> all = loop.back().get(0);
        for (Stream<Object> other : loop.back().subList(1, loop.back().size())) {
            all = all.merge(other);
        }
        Stream<Object> merged = all;
        workshop.tried(loop.places().get(0), Code.REFUSED, () -> {
            loop.loop().feedBack(merged);
            return merged;
        });
    }
}
