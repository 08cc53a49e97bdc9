package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.MapState;
import dev.levada.core.codec.StableHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

final class BroadcastMapTest {
    private final KeyedState state = new KeyedState("op");
    private final MapState<String, Integer> rates = state.broadcastMap("rates");
    private final CounterState count = state.counter("count");

    private static List<byte[]> blocks(StateView view) {
        List<byte[]> blocks = new ArrayList<>();
        view.blocks().forEachRemaining(blocks::add);
        return blocks;
    }

    private List<byte[]> published(boolean full) {
        StateView view = state.freeze(full);
        state.published(view);
        return blocks(view);
    }

    private void countFor(String key) {
        state.select(key, StableHash.of(key));
        count.add(1);
        state.deselect();
    }

    @Test
    void needsNoKeyInHandAndIsNoneOfTheKeys() {
        rates.put("EUR", 1);
        rates.put("CHF", 2);
        countFor("k");
        List<Object> keys = new ArrayList<>();
        state.forEachKey(() -> keys.add(state.key()));

        assertThat(rates.entries()).containsExactly(Map.entry("CHF", 2), Map.entry("EUR", 1));
        assertThat(rates.get("USD")).isNull();
        assertThat(rates.size()).isEqualTo(2);
        assertThat(keys).containsExactly("k");
        rates.clear();
        assertThat(rates.size()).isZero();
        assertThat(rates.contains("EUR")).isFalse();
    }

    @Test
    void anIncrementHasWhatWasChangedAndRemoved() {
        rates.put("EUR", 1);
        rates.put("CHF", 2);
        List<byte[]> full = published(true);
        rates.put("EUR", 3);
        rates.remove("CHF");
        StateView increment = state.freeze(false);
        assertThat(increment.full()).isFalse();

        KeyedState loaded = new KeyedState("op");
        loaded.load(full.iterator(), hash -> true);
        loaded.load(blocks(increment).iterator(), hash -> true);
        assertThat(loaded.<String, Integer>broadcastMap("rates").entries()).containsExactly(Map.entry("EUR", 3));
    }

    /** Each task of two has all of it; those of three get all of one's, and their share of what is by key. */
    @Test
    void whenDealtOutAnewEachTaskHasAllOfIt() {
        rates.put("EUR", 1);
        countFor("mine");
        List<byte[]> full = published(true);
        rates.put("CHF", 2);
        rates.remove("EUR");
        List<byte[]> increment = blocks(state.freeze(false));
        KeyedState other = new KeyedState("op");
        other.<String, Integer>broadcastMap("rates").put("CHF", 2);
        other.counter("count");
        List<byte[]> others = blocks(other.freeze(true));

        KeyedState none = loaded(hash -> false, full, increment, others);
        assertThat(none.<String, Integer>broadcastMap("rates").entries()).containsExactly(Map.entry("CHF", 2));
        List<Object> keys = new ArrayList<>();
        none.forEachKey(() -> keys.add(none.key()));
        assertThat(keys).isEmpty();
    }

    @SafeVarargs
    private static KeyedState loaded(IntPredicate owned, List<byte[]>... views) {
        KeyedState loaded = new KeyedState("op");
        for (List<byte[]> view : views) {
            loaded.load(view.iterator(), owned);
        }
        return loaded;
    }

    @Test
    void isAStateOfAKindOfItsOwn() {
        assertThat(state.shapes()).contains(new StateShape("rates", "broadcast"));
        assertThatThrownBy(() -> state.map("rates")).hasMessageContaining("has a state 'rates' already");
        KeyedState loaded = loaded(hash -> true, published(true));
        assertThatThrownBy(() -> loaded.map("rates"))
                .hasMessageContaining("state 'rates' is a broadcast in the snapshot, and a map is asked for");
    }
}
