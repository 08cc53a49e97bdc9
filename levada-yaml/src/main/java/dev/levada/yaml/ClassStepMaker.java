package dev.levada.yaml;

import dev.levada.api.Broadcast;
import dev.levada.api.Stream;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import dev.levada.yaml.text.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes the steps that users' classes do. */
final class ClassStepMaker {
    private final Workshop workshop;
    private final Document document;
    private final KeyedStepMaker keys;

    ClassStepMaker(Workshop workshop, KeyedStepMaker keys) {
        this.workshop = workshop;
        this.document = workshop.document();
        this.keys = keys;
    }

    /**
     * A user's class.
     *
     * @param types what records it takes and gives
     * @param maker gives a new object each time
     */
    private record Given(List<java.lang.reflect.Type> types, Supplier<?> maker) {

        @SuppressWarnings("unchecked") // its types are those that its records are made for
        <R> Supplier<R> as() {
            return (Supplier<R>) maker;
        }
    }

    Flow uses(String name, Part part, Flow input) {
        Map<String, Shape> sides = sides(part);
        Flow made = part.has("connect") ? connected(name, part, input) : processed(name, part, input);
        Stream<Object> operator = made.stream();
        for (Map.Entry<String, Shape> side : sides.entrySet()) {
            made = made.beside(side.getKey(), operator.side(new SideOutput<>(side.getKey())), side.getValue());
        }
        return made;
    }

    private Flow processed(String name, Part part, Flow input) {
        Node node = part.value("uses");
        Given given = given(part, Processor.class, "Processor<In, Out>");
        Flow taken = converted(name + ".in", part, node, input, given.types().get(0));
        Supplier<Processor<Object, Object>> processors = given.as();
        Stream<Object> made = part.has("keyBy")
                ? keys.keyed(part, taken).stream().process(name, processors)
                : taken.stream().process(name, processors);
        return workshop.settled(part, made, workshop.shape(node, given.types().get(1)));
    }

    private Flow connected(String name, Part part, Flow input) {
        Node node = part.value("uses");
        Given given = given(part, BroadcastProcessor.class, "BroadcastProcessor<In, Broadcast, Out>");
        Flow taken = converted(name + ".in", part, node, input, given.types().get(0));
        Flow told = converted(
                name + ".connect",
                part,
                part.value("connect"),
                workshop.flows().input(part, "connect"),
                given.types().get(1));
        Broadcast<Object> broadcast = told.stream().broadcast();
        Supplier<BroadcastProcessor<Object, Object, Object>> processors = given.as();
        Stream<Object> made = part.has("keyBy")
                ? keys.keyed(part, taken).stream().connect(broadcast).process(name, processors)
                : taken.stream().connect(broadcast).process(name, processors);
        return workshop.settled(part, made, workshop.shape(node, given.types().get(2)));
    }

    Flow call(String name, Part part, Flow input) {
        Part call = document.part(Section.CALL, part.value("call"));
        Node node = call.value("uses");
        boolean waits = workshop.tried(
                node,
                Code.CLASS,
                () -> AsyncFunction.Waiting.class.isAssignableFrom(
                        workshop.classes().find(call.text("uses").orElseThrow(), Object.class)));
        Given given = waits
                ? given(call, AsyncFunction.Waiting.class, "AsyncFunction.Waiting<In, Out>")
                : given(call, AsyncFunction.class, "AsyncFunction<In, Out>");
        Flow taken = converted(name + ".in", part, node, input, given.types().get(0));
        AsyncFunction<Object, Object> function = waits
                ? AsyncFunction.waiting(
                        given.<AsyncFunction.Waiting<Object, Object>>as().get())
                : given.<AsyncFunction<Object, Object>>as().get();
        AsyncCalls calls = calls(call);
        Stream<Object> made = part.has("keyBy")
                ? keys.keyed(part, taken).stream().mapAsync(name, function, calls)
                : taken.stream().mapAsync(name, function, calls);
        return workshop.settled(part, made, workshop.shape(node, given.types().get(1)));
    }

    private AsyncCalls calls(Part call) {
        boolean ordered = call.choice("emit").orElse(Section.IN_ORDER).equals(Section.IN_ORDER);
        AsyncCalls usual = ordered ? AsyncCalls.inOrder() : AsyncCalls.asAnswered();
        int inFlight = (int) call.number("inFlight", 1, AsyncCalls.MOST).orElse(usual.inFlight());
        return call.duration("timeout")
                .map(patience -> workshop.tried(
                        call.value("timeout"),
                        Code.BAD_VALUE,
                        () -> usual.inFlight(inFlight).timeout(patience)))
                .orElse(usual.inFlight(inFlight));
    }

    /** The class that a part uses. */
    private Given given(Part part, Class<?> kind, String form) {
        Node node = part.value("uses");
        Class<?> type = workshop.tried(
                node,
                Code.CLASS,
                () -> workshop.classes().find(part.text("uses").orElseThrow(), kind));
        List<java.lang.reflect.Type> types = JavaClasses.typesOf(type, kind);
        if (types.size() != kind.getTypeParameters().length) {
            throw document.refuse(
                    node,
                    Code.CLASS,
                    "%s does not say which records it takes and gives; it must implement %s"
                            .formatted(type.getName(), form));
        }
        Supplier<?> maker = workshop.tried(node, Code.CLASS, () -> JavaClasses.maker(type, kind, part.texts("args")));
        return new Given(types, maker);
    }

    private Flow converted(String name, Part part, Node node, Flow input, java.lang.reflect.Type wanted) {
        Optional<Mapper<Object, Object>> conversion =
                workshop.tried(node, Code.WRONG_RECORDS, () -> Conversion.of(input.shape(), wanted));
        if (conversion.isEmpty()) {
            return input;
        }
        Stream<Object> stream = input.stream().map(conversion.get()).named(name);
        return Flow.of(stream, workshop.shape(node, wanted), workshop.recovers(part, stream));
    }

    /** What the class puts out besides, by name. */
    private Map<String, Shape> sides(Part part) {
        Map<String, Shape> sides = new LinkedHashMap<>();
        if (part.has("sideOutputs")) {
            part.fields("sideOutputs");
            part.nodes("sideOutputs").forEach((name, node) -> sides.put(name, side(node)));
        }
        return sides;
    }

    private Shape side(Node node) {
        String label = document.text(node, "a side output");
        return Type.find(label)
                .map(type -> Shape.value(Shape.VALUE, type, type.java()))
                .orElseGet(() -> workshop.tried(
                        node, Code.CLASS, () -> Shape.of(workshop.classes().find(label, Object.class))));
    }
}
