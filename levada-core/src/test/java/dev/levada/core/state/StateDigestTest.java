package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.MapState;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StateDigestTest {
    private final Codecs codecs = new Codecs(StateDigestTest.class.getClassLoader());

    private final class Rig {
        private final KeyedState state = new KeyedState("op", codecs);
        private final CounterState count = state.counter("count");
        private final MapState<String, Long> seen = state.map("seen");

        Rig add(long key, long number) {
            select(key);
            count.add(number);
            return this;
        }

        Rig see(long key, String what, long when) {
            select(key);
            seen.put(what, when);
            return this;
        }

        Rig forget(long key) {
            select(key);
            count.clear();
            return this;
        }

        private void select(long key) {
            state.select(key, StableHash.of(key));
        }

        StateDigest digest() {
            StateView view = state.freeze(true);
            StateDigest digest = view.digest(true);
            view.release();
            return digest;
        }
    }

    @Test
    void equalStatesOfOtherHistoriesHaveOneDigest() {
        SplittableRandom random = new SplittableRandom(5);
        Rig one = new Rig();
        Rig other = new Rig();
        for (long key = 0; key < 5_000; key++) {
            one.add(key, 2).see(key, "a", key).see(key, "b", 1);
        }
        for (long key = 4_999; key >= 0; key--) {
            other.see(key, "b", 1).add(key, 1).add(key + 10_000, 1).see(key, "a", key);
            if (random.nextInt(50) == 0) {
                other.digest();
            }
            other.add(key, 1).forget(key + 10_000);
        }

        assertThat(other.digest()).isEqualTo(one.digest());
        assertThat(one.digest().entries()).isEqualTo(10_000);
    }

    @Test
    void whatDiffersAnywhereHasAnotherDigest() {
        StateDigest digest = new Rig().add(1, 1).see(1, "a", 1).digest();

        assertThat(new Rig().add(1, 2).see(1, "a", 1).digest()).isNotEqualTo(digest);
        assertThat(new Rig().add(2, 1).see(1, "a", 1).digest()).isNotEqualTo(digest);
        assertThat(new Rig().add(1, 1).see(1, "a", 2).digest()).isNotEqualTo(digest);
        assertThat(new Rig().add(1, 1).see(1, "b", 1).digest()).isNotEqualTo(digest);
        assertThat(new Rig().add(1, 1).digest()).isNotEqualTo(digest);
    }

    /** The first takes changes only, as its last view was published; the other one takes all. */
    @Test
    void aViewOfChangesHasTheDigestOfAllThereIs() {
        Rig one = new Rig().add(1, 1).add(2, 1);
        StateView first = one.state.freeze(true);
        one.state.published(first);
        first.release();
        StateView changes = one.add(2, 4).state.freeze(false);

        assertThat(changes.full()).isFalse();
        assertThat(changes.digest(true)).isEqualTo(new Rig().add(2, 5).add(1, 1).digest());
    }

    @Test
    void whatComesLaterIsNotInIt() {
        Rig rig = new Rig().add(1, 1);
        StateView view = rig.state.freeze(true);
        StateDigest before = view.digest(true);
        rig.add(1, 1).add(2, 1);

        assertThat(view.digest(true)).isEqualTo(before);
    }

    @Test
    void aStateThatHoldsNothingIsAsIfItHadNotBeenAskedFor() {
        Rig one = new Rig().add(1, 1);
        Rig other = new Rig().add(1, 1);
        CounterState unused = other.state.counter("unused");

        assertThat(unused).isNotNull();
        assertThat(other.digest()).isEqualTo(one.digest());
    }

    @Test
    void entriesAreCountedWithoutTheRest() {
        assertThat(new Rig().add(1, 1).add(2, 1).state.freeze(true).digest(false))
                .isEqualTo(new StateDigest(2, 0));
    }

    @Test
    void aReleasedViewHasNone() {
        StateView view = new Rig().add(1, 1).state.freeze(true);
        view.release();

        assertThatThrownBy(() -> view.digest(true)).hasMessageContaining("is released");
    }
}
