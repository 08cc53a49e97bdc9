package dev.levada.core.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import dev.levada.core.codec.CanonicalOrder;
import dev.levada.core.codec.StableHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** An operator's state of all kinds under random use, beside plain maps that are to hold the same. */
final class StateRig {
    private static final String NOTHING = "nothing";
    private static final List<String> NAMES = List.of("value", "counter", "list", "map", "sum");

    record Point(int x, String y) {}

    /** What a state holds, and its keys in the order in which it shows them. */
    record Content(List<Object> keys, Map<String, Map<Object, Object>> held) {

        void is(Content expected) {
            assertThat(keys).isEqualTo(expected.keys);
            held.forEach((name, content) -> {
                Map<Object, Object> other = requireNonNull(expected.held.get(name));
                List<Object> different = keys.stream()
                        .filter(key -> !Objects.equals(content.get(key), other.get(key)))
                        .toList();
                assertThat(different).as("keys that differ in " + name).isEmpty();
            });
        }
    }

    final KeyedState state;
    private final ValueState<Object> value;
    private final CounterState counter;
    private final ListState<Object> list;
    private final MapState<Object, Object> map;
    private final ReducingState<Long> sum;
    private final Map<String, Map<Object, Object>> model = new HashMap<>();

    StateRig() {
        this(new KeyedState("op"));
    }

    private StateRig(KeyedState state) {
        this.state = state;
        value = state.value("value", NOTHING);
        sum = state.reducing("sum", Long::sum);
        list = state.list("list");
        counter = state.counter("counter");
        map = state.map("map");
        state.checkAllClaimed();
        NAMES.forEach(name -> model.put(name, new HashMap<>()));
    }

    static StateRig loaded(List<List<byte[]>> views, IntPredicate owned) {
        KeyedState state = new KeyedState("op");
        views.forEach(blocks -> state.load(blocks.iterator(), owned));
        return new StateRig(state);
    }

    /** What was loaded is also what was published last. Its model is empty: only the state itself is right. */
    static StateRig goneOn(List<List<byte[]>> views) {
        KeyedState state = new KeyedState("op");
        views.forEach(blocks -> state.load(blocks.iterator(), hash -> true));
        state.goOn();
        return new StateRig(state);
    }

    static StateRig loaded(List<byte[]> blocks) {
        return loaded(List.of(blocks), hash -> true);
    }

    static List<byte[]> blocks(StateView view) {
        List<byte[]> blocks = new ArrayList<>();
        for (Iterator<byte[]> left = view.blocks(); left.hasNext(); ) {
            blocks.add(left.next());
        }
        return blocks;
    }

    static void select(KeyedState state, Object key) {
        state.select(key, StableHash.of(key));
    }

    /** Keys of several types; a third of them share a few hashes. */
    static Object key(int number) {
        return switch (number % 6) {
            case 0, 1 -> "hash" + number / 32 + colliding(number % 32);
            case 2 -> (long) number;
            case 3 -> new Point(number, "p");
            default -> "k" + number;
        };
    }

    /** Up to 32 strings of one hash. */
    static String colliding(int number) {
        StringBuilder key = new StringBuilder();
        for (int bit = 0; bit < 5; bit++) {
            key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return key.toString();
    }

    void steps(Random random, int keys, int steps) {
        for (int i = 0; i < steps; i++) {
            step(random, key(random.nextInt(keys)));
        }
    }

    private void step(Random random, Object key) {
        select(state, key);
        switch (random.nextInt(13)) {
            case 0, 1 -> setValue(key, thing(random));
            case 2, 3 -> add(key, random.nextInt(5) - 2);
            case 4, 5 -> append(key, number(key) ? (Object) random.nextLong(9) : thing(random));
            case 6, 7 -> put(key, thing(random), thing(random));
            case 8 -> remove(key, random);
            case 9 -> reduce(key, random.nextInt(100));
            case 10 -> replaceOne(key, random);
            default -> clear(key, random.nextInt(5));
        }
    }

    /** Whether there are numbers in the key's list, for the most part. */
    private static boolean number(Object key) {
        return key.hashCode() % 5 == 0;
    }

    private static Object thing(Random random) {
        int number = random.nextInt(20);
        return switch (random.nextInt(4)) {
            case 0 -> number;
            case 1 -> new Point(number, "y");
            case 2 -> List.of(number, "in a list");
            default -> "s" + number + "-".repeat(random.nextInt(60) == 0 ? 1500 : 0);
        };
    }

    private Map<Object, Object> model(String name) {
        return requireNonNull(model.get(name));
    }

    void setValue(Object key, Object to) {
        value.set(to);
        model("value").put(key, to);
    }

    void add(Object key, long delta) {
        counter.add(delta);
        model("counter").merge(key, delta, (a, b) -> (long) a + (long) b);
    }

    void append(Object key, Object element) {
        list.add(element);
        model("list").merge(key, List.of(element), (a, b) -> {
            List<Object> longer = new ArrayList<>((List<?>) a);
            longer.addAll((List<?>) b);
            return longer;
        });
    }

    private void replaceOne(Object key, Random random) {
        List<Object> changed = new ArrayList<>((List<?>) model("list").getOrDefault(key, List.of()));
        if (changed.isEmpty()) {
            return;
        }
        int index = random.nextInt(changed.size());
        Object to = number(key) && random.nextInt(9) > 0 ? (Object) random.nextLong(9) : thing(random);
        assertThat(list.set(index, to)).isNotNull();
        assertThat(list.get(index)).isEqualTo(to);
        changed.set(index, to);
        model("list").put(key, changed);
    }

    void put(Object key, Object mapKey, Object to) {
        map.put(mapKey, to);
        Map<Object, Object> more = new HashMap<>(mapOf(key));
        more.put(mapKey, to);
        model("map").put(key, more);
    }

    private void remove(Object key, Random random) {
        Map<Object, Object> less = new HashMap<>(mapOf(key));
        Object mapKey = less.isEmpty() ? "none" : less.keySet().toArray()[random.nextInt(less.size())];
        map.remove(mapKey);
        less.remove(mapKey);
        if (less.isEmpty()) {
            model("map").remove(key);
        } else {
            model("map").put(key, less);
        }
    }

    private Map<?, ?> mapOf(Object key) {
        return (Map<?, ?>) model("map").getOrDefault(key, new HashMap<>());
    }

    void reduce(Object key, long by) {
        sum.add(by);
        model("sum").merge(key, by, (a, b) -> (long) a + (long) b);
    }

    private void clear(Object key, int which) {
        switch (which) {
            case 0 -> value.clear();
            case 1 -> counter.clear();
            case 2 -> list.clear();
            case 3 -> map.clear();
            default -> sum.clear();
        }
        model(NAMES.get(which)).remove(key);
    }

    void clearAll(Object key) {
        select(state, key);
        for (int which = 0; which < NAMES.size(); which++) {
            clear(key, which);
        }
    }

    /** What the state is to hold, copied. */
    Content expected() {
        TreeSet<Object> keys = new TreeSet<>(CanonicalOrder.INSTANCE);
        Map<String, Map<Object, Object>> held = new TreeMap<>();
        NAMES.forEach(name -> {
            keys.addAll(model(name).keySet());
            held.put(name, new HashMap<>(model(name)));
        });
        requireNonNull(held.get("counter")).values().removeIf(sum -> sum.equals(0L)); // reads like none
        return new Content(List.copyOf(keys), held);
    }

    /** What the state holds, as an operator sees it. */
    Content content() {
        Map<String, Map<Object, Object>> held = new TreeMap<>();
        NAMES.forEach(name -> held.put(name, new HashMap<>()));
        List<Object> keys = new ArrayList<>();
        state.forEachKey(() -> {
            Object key = state.key();
            keys.add(key);
            Map<String, Object> now = new TreeMap<>();
            now.put("value", value.get());
            now.put("counter", counter.get());
            now.put("list", list.get());
            Map<Object, Object> entries = new HashMap<>();
            map.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            now.put("map", entries);
            now.put("sum", sum.get().map(Object.class::cast).orElse(NOTHING));
            now.values().removeAll(List.of(NOTHING, 0L, List.of(), new HashMap<>()));
            sum.get().ifPresent(reduced -> now.put("sum", reduced)); // which may be 0
            now.forEach((name, what) -> requireNonNull(held.get(name)).put(key, what));
        });
        return new Content(keys, held);
    }
}
