package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StateDifferenceTest {
    private final Codecs codecs = new Codecs(StateDifferenceTest.class.getClassLoader());

    private final class Rig {
        private final KeyedState state = new KeyedState("op", codecs);
        private final CounterState count = state.counter("count");
        private final ListState<String> seen = state.list("seen");

        Rig add(String key, long number) {
            state.select(key, StableHash.of(key));
            count.add(number);
            return this;
        }

        Rig see(String key, String what) {
            state.select(key, StableHash.of(key));
            seen.add(what);
            return this;
        }
    }

    private Optional<String> between(Rig expected, Rig found) {
        return StateDifference.between("op", expected.state.freeze(true), found.state.freeze(true), codecs);
    }

    @Test
    void equalStatesOfOtherHistoriesDoNotDiffer() {
        Rig one = new Rig().add("a", 1).add("b", 2).see("c", "x");
        Rig other = new Rig().see("c", "x").add("b", 1).add("a", 1).add("b", 1);

        assertThat(between(one, other)).isEmpty();
    }

    @Test
    void whatDiffersFirstIsNamed() {
        assertThat(between(new Rig().add("a", 1), new Rig().add("a", 2)))
                .contains("state 'count' holds 2 for key a, not 1 for key a");
        assertThat(between(new Rig().see("a", "x"), new Rig().see("a", "y")))
                .contains("state 'seen' holds [y] for key a, not [x] for key a");
        assertThat(between(new Rig().add("a", 1), new Rig())).contains("state 'count' lacks 1 for key a");
        assertThat(between(new Rig(), new Rig().add("a", 1))).contains("state 'count' holds 1 for key a besides");
    }

    @Test
    void statesOfOtherNamesDiffer() {
        KeyedState other = new KeyedState("op", codecs);
        CounterState unused = other.counter("number");

        assertThat(StateDifference.between("op", new Rig().state.freeze(true), other.freeze(true), codecs))
                .hasValueSatisfying(text -> assertThat(text).startsWith("has the states [StateShape[name=number"));
        assertThat(List.of(unused)).hasSize(1);
    }
}
