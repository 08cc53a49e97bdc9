package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import dev.levada.core.codec.StableHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyedStateTest {
    private final KeyedState state = new KeyedState("op");

    private void select(Object key) {
        state.select(key, StableHash.of(key));
    }

    private List<Object> keys() {
        List<Object> keys = new ArrayList<>();
        state.forEachKey(() -> keys.add(state.key()));
        return keys;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 5_000})
    void isAMapFromKeysForEachKindOfState(int keys) {
        ValueState<String> value = state.value("value", "none");
        CounterState counter = state.counter("counter");
        ListState<Integer> list = state.list("list");
        MapState<Integer, Integer> map = state.map("map");
        ReducingState<Integer> sum = state.reducing("sum", Integer::sum);
        Map<String, String> values = new HashMap<>();
        Map<String, Long> counters = new HashMap<>();
        Map<String, List<Integer>> lists = new HashMap<>();
        Map<String, TreeMap<Integer, Integer>> maps = new HashMap<>();
        Map<String, Integer> sums = new HashMap<>();
        Random random = new Random(keys);

        for (int i = 0; i < 60_000; i++) {
            String key = "k" + random.nextInt(keys);
            int number = random.nextInt(10);
            select(key);
            switch (random.nextInt(13)) {
                case 0 -> {
                    value.set("v" + number);
                    values.put(key, "v" + number);
                }
                case 1 -> {
                    value.clear();
                    values.remove(key);
                }
                case 2 -> assertThat(counter.add(number)).isEqualTo(counters.merge(key, (long) number, Long::sum));
                case 3 -> {
                    counter.set(-number);
                    counters.put(key, (long) -number);
                }
                case 4 -> {
                    counter.clear();
                    counters.remove(key);
                }
                case 5 -> {
                    list.add(number);
                    lists.computeIfAbsent(key, any -> new ArrayList<>()).add(number);
                }
                case 6 -> {
                    list.clear();
                    lists.remove(key);
                }
                case 7 -> {
                    map.put(number, i);
                    maps.computeIfAbsent(key, any -> new TreeMap<>()).put(number, i);
                }
                case 8, 9 -> {
                    map.remove(number);
                    TreeMap<Integer, Integer> model = maps.getOrDefault(key, new TreeMap<>());
                    model.remove(number);
                    if (model.isEmpty()) {
                        maps.remove(key);
                    }
                }
                case 10 -> {
                    map.clear();
                    maps.remove(key);
                }
                case 11 -> assertThat(sum.add(number)).isEqualTo(sums.merge(key, number, Integer::sum));
                default -> {
                    sum.clear();
                    sums.remove(key);
                }
            }
            TreeMap<Integer, Integer> model = maps.getOrDefault(key, new TreeMap<>());
            assertThat(value.get()).isEqualTo(values.getOrDefault(key, "none"));
            assertThat(counter.get()).isEqualTo(counters.getOrDefault(key, 0L));
            assertThat(list.get()).isEqualTo(lists.getOrDefault(key, List.of()));
            assertThat(map.entries()).isEqualTo(List.copyOf(model.entrySet()));
            assertThat(map.size()).isEqualTo(model.size());
            assertThat(map.get(number)).isEqualTo(model.get(number));
            assertThat(map.contains(number)).isEqualTo(model.containsKey(number));
            assertThat(sum.get()).isEqualTo(Optional.ofNullable(sums.get(key)));
        }
        TreeSet<Object> held = new TreeSet<>(values.keySet());
        held.addAll(counters.keySet());
        held.addAll(lists.keySet());
        held.addAll(maps.keySet());
        held.addAll(sums.keySet());
        assertThat(keys()).isEqualTo(List.copyOf(held));
    }

    @Test
    void showsKeysInTheSameOrderHoweverTheyCame() {
        List<Object> all = new ArrayList<>(List.of("b", "a", 3L, 2L, 7, 5, 'c', true, List.of(2), List.of(1)));
        IntStream.range(0, 300).forEach(number -> all.add("n" + number));
        List<List<Object>> orders = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            KeyedState fresh = new KeyedState("op");
            CounterState counter = fresh.counter("counter");
            ValueState<String> value = fresh.value("value", "");
            Collections.shuffle(all, new Random(seed));
            for (Object key : all) {
                fresh.select(key, StableHash.of(key));
                counter.add(1);
                value.set("x");
            }
            List<Object> order = new ArrayList<>();
            fresh.forEachKey(() -> order.add(fresh.key()));
            orders.add(order);
        }

        assertThat(orders.get(0))
                .hasSize(310)
                .containsSubsequence("a", "b", "n0")
                .containsSubsequence(2L, 3L);
        assertThat(orders).containsOnly(orders.get(0));
    }

    @Test
    void letsStateBeChangedForEachKey() {
        CounterState counter = state.counter("counter");
        ListState<Long> list = state.list("list");
        IntStream.range(0, 200).forEach(key -> {
            select(key);
            counter.add(key);
        });

        state.forEachKey(() -> {
            list.add(counter.get());
            counter.clear();
        });

        assertThat(keys()).hasSize(200);
        select(150);
        assertThat(counter.get()).isZero();
        assertThat(list.get()).containsExactly(150L);
    }

    @Test
    void hasTheKeyOfTheRecordInHandAgainAfterEachKeyWasEvenIfTheActionFailed() {
        CounterState counter = state.counter("counter");
        select("a");
        counter.add(1);
        select("b");

        assertThatThrownBy(() -> state.forEachKey(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(state.key()).isEqualTo("b");
    }

    @Test
    void aListHasNothingToReplaceWhereNothingWasAdded() {
        ListState<String> list = state.list("list");
        select("a");

        assertThatThrownBy(() -> list.set(0, "x")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(list.size()).isZero();
        assertThat(keys()).isEmpty();

        list.add("y");
        assertThat(list.set(0, "x")).isEqualTo("y");
        assertThat(list.get()).containsExactly("x");
        assertThat(list.size()).isEqualTo(1);
    }

    @Test
    void aListOfNumbersTakesWhatIsNoneLater() {
        ListState<Object> list = state.list("list");
        select("doubles");
        IntStream.range(0, 30).forEach(i -> list.add(i / 2.0));
        list.set(7, Double.NaN);
        select("longs");
        list.add(1L);
        list.add(2L);
        select("mixed");
        list.add(1L);
        list.add(2L);
        list.set(0, 3.0);
        list.add("text");

        assertThat(list.get()).containsExactly(3.0, 2L, "text");
        assertThatThrownBy(() -> list.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        select("longs");
        assertThat(list.get()).containsExactly(1L, 2L);
        assertThatThrownBy(() -> list.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        select("doubles");
        assertThat(list.get()).hasSize(30).startsWith(0.0, 0.5).endsWith(14.5).contains(Double.NaN);
    }

    @Test
    void holdsNothingForAKeyWhoseMapIsEmptyAgain() {
        MapState<String, Integer> map = state.map("map");
        for (int key = 0; key < 100; key++) {
            select(key);
            map.put("x", 1);
            map.remove("x");
        }

        assertThat(keys()).isEmpty();
    }

    @Test
    void refusesStateWithoutAKeyAndANameTwice() {
        CounterState counter = state.counter("counter");

        assertThatThrownBy(counter::get).hasMessageContaining("operator 'op' has no key in hand");
        assertThatThrownBy(() -> state.list("counter")).hasMessageContaining("has a state 'counter' already");
    }
}
