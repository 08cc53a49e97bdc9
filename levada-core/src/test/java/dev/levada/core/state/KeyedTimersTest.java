package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.codec.StableHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyedTimersTest {
    private final KeyedState state = new KeyedState("operator");
    private final KeyedTimers timers = state.timers();

    private void set(String key, long... millis) {
        state.select(key, StableHash.of(key));
        for (long each : millis) {
            timers.set(each);
        }
    }

    private static List<String> fired(KeyedState state, KeyedTimers timers, long watermark) {
        List<String> fired = new ArrayList<>();
        while (timers.isDue(watermark)) {
            long millis = timers.takeFirst();
            fired.add(state.key() + " " + millis);
        }
        return fired;
    }

    @Test
    void fireByTimeAndThenByKey() {
        set("b", 7, 3);
        set("a", 9, 7, -2);

        assertThat(fired(state, timers, 6)).containsExactly("a -2", "b 3");
        assertThat(fired(state, timers, 7)).containsExactly("a 7", "b 7");
        assertThat(fired(state, timers, 8)).isEmpty();
        assertThat(fired(state, timers, Long.MAX_VALUE)).containsExactly("a 9");
    }

    @Test
    void fireOnceHoweverOftenTheyAreSetAndNotIfTakenBack() {
        set("a", 5, 5, 6);
        set("b", 5);
        timers.cancel(5);
        timers.cancel(99);

        assertThat(fired(state, timers, 10)).containsExactly("a 5", "a 6");

        set("a", 5);
        assertThat(fired(state, timers, 10)).containsExactly("a 5");
    }

    @Test
    void areInTheStateAndComeBackWithIt() {
        set("b", 7, 3);
        set("a", 7, 1);
        assertThat(fired(state, timers, 1)).containsExactly("a 1");
        StateView view = state.freeze(true);
        set("c", 2);
        KeyedState restored = new KeyedState("operator");
        restored.load(view.blocks(), hash -> true);

        assertThat(fired(restored, restored.timers(), 9)).containsExactly("b 3", "a 7", "b 7");
        assertThat(fired(state, timers, 9)).containsExactly("c 2", "b 3", "a 7", "b 7");
    }

    @Test
    void leaveNothingBehindWhenTheyHaveFired() {
        set("a", 1, 2);
        List<String> unused = fired(state, timers, 2);

        List<Object> keys = new ArrayList<>();
        state.forEachKey(() -> keys.add(state.key()));
        assertThat(unused).hasSize(2);
        assertThat(keys).isEmpty();
    }

    @Test
    void areNotSetAnyMoreAtTheEnd() {
        set("a", 1);
        timers.end();
        set("a", 2);

        assertThat(fired(state, timers, Long.MAX_VALUE)).containsExactly("a 1");
        assertThatThrownBy(timers::takeFirst).hasMessageContaining("'operator'");
    }
}
