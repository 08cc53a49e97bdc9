package dev.levada.testkit.sanitizer;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** State as people read it. */
final class StateText {
    private static final String NOTHING = "nothing";

    private StateText() {}

    /** What each state holds, by the name of the state and the key: {@code count of "a"}. */
    static Map<String, String> of(KeyedState state) {
        List<StateShape> shapes = new ArrayList<>(state.shapes());
        List<Supplier<Object>> readers =
                shapes.stream().map(shape -> reader(state, shape)).toList();
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).kind().equals("broadcast")) {
                texts.put(shapes.get(i).name(), String.valueOf(readers.get(i).get()));
            }
        }
        state.forEachKey(() -> {
            for (int i = 0; i < shapes.size(); i++) {
                texts.put(
                        "%s of key %s".formatted(shapes.get(i).name(), state.key()),
                        String.valueOf(readers.get(i).get()));
            }
        });
        return texts;
    }

    /** The first entry that is not in both, as it is in each: two texts. */
    static List<String> firstDifference(KeyedState one, KeyedState other) {
        Map<String, String> first = of(one);
        Map<String, String> second = of(other);
        Map<String, String> all = new LinkedHashMap<>(first);
        second.forEach(all::putIfAbsent);
        for (String entry : all.keySet()) {
            String left = first.getOrDefault(entry, NOTHING);
            String right = second.getOrDefault(entry, NOTHING);
            if (!left.equals(right)) {
                return List.of("%s: %s".formatted(entry, left), "%s: %s".formatted(entry, right));
            }
        }
        return List.of("%d entries that read alike".formatted(first.size()), "the same, in other bytes");
    }

    private static Supplier<Object> reader(KeyedState state, StateShape shape) {
        switch (shape.kind()) {
            case "value" -> {
                ValueState<Object> value = state.value(shape.name(), NOTHING);
                return value::get;
            }
            case "counter" -> {
                CounterState counter = state.counter(shape.name());
                return counter::get;
            }
            case "broadcast" -> {
                MapState<Object, Object> map = state.broadcastMap(shape.name());
                return map::entries;
            }
            case "list" -> {
                ListState<Object> list = state.list(shape.name());
                return list::get;
            }
            case "map" -> {
                MapState<Object, Object> map = state.map(shape.name());
                return map::entries;
            }
            default -> {
                ReducingState<Object> reducing = state.reducing(shape.name(), (one, other) -> one);
                return () -> reducing.get().orElse(NOTHING);
            }
        }
    }
}
