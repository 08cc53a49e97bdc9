package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SnapshotRulesTest {
    private final KeyedState state = new KeyedState("op");

    /** Has no codec of its own. */
    static final class Plain {}

    private static List<byte[]> counted(String operator, Object... keys) {
        KeyedState state = new KeyedState(operator);
        CounterState counter = state.counter("n");
        for (Object key : keys) {
            StateRig.select(state, key);
            counter.add(1);
        }
        return StateRig.blocks(state.freeze(true));
    }

    @Test
    void namesWhatCannotBeWritten() {
        ValueState<Object> value = state.value("v", "");
        StateRig.select(state, "key");
        value.set(List.of(new Plain()));
        Iterator<byte[]> blocks = state.freeze(true).blocks();

        assertThatThrownBy(blocks::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("operator 'op', state 'v': a java.util.ImmutableCollections$List12 cannot be")
                .hasMessageContaining("SnapshotRulesTest$Plain has no codec")
                .hasMessageContaining("give a Codec");
        assertThatThrownBy(blocks::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("could not be written before");
    }

    @Test
    void writesWithTheCodecsGiven() {
        Codecs codecs = new Codecs(getClass().getClassLoader()).with(Plain.class, new Codec<>() {
            @Override
            public void write(Plain value, ByteOutput out) {
                out.writeByte(7);
            }

            @Override
            public Plain read(ByteInput in) {
                in.readByte();
                return new Plain();
            }
        });
        KeyedState with = new KeyedState("op", codecs);
        ListState<Plain> list = with.list("l");
        StateRig.select(with, "key");
        list.add(new Plain());
        list.add(new Plain());

        KeyedState restored = new KeyedState("op", codecs);
        restored.load(with.freeze(true).blocks(), hash -> true);
        ListState<Plain> read = restored.list("l");
        StateRig.select(restored, "key");
        assertThat(read.get()).hasSize(2);
    }

    @Test
    void aReleasedViewCannotBeRead() {
        state.counter("n");
        StateView view = state.freeze(true);
        Iterator<byte[]> blocks = view.blocks();
        view.release();
        view.release();

        assertThatThrownBy(blocks::next).hasMessageContaining("'op' is released");
        assertThatThrownBy(view::blocks).hasMessageContaining("'op' is released");
        assertThat(view.shapes()).containsExactly(new StateShape("n", "counter"));
    }

    @Test
    void keepsAnOpenViewsCellsAndCopiesNoneOnceItIsReleased() {
        OpenViews views = new OpenViews();
        StateTable table = new StateTable("t", CellKind.COUNTER, 0, views);
        Cell cell = table.findOrAdd("a", StableHash.of("a"));
        StateView view = new StateView(this, "op", new Codecs(getClass().getClassLoader()), 0, true, List.of());
        views.add(view);
        table.freeze(-1);

        Cell copy = table.findOrAdd("a", StableHash.of("a"));
        assertThat(copy).isNotSameAs(cell);
        assertThat(table.findOrAdd("a", StableHash.of("a"))).isSameAs(copy);
        StateView next = new StateView(this, "op", new Codecs(getClass().getClassLoader()), 1, true, List.of());
        views.add(next);
        table.freeze(-1);
        next.release();
        assertThat(table.findOrAdd("a", StableHash.of("a"))).isSameAs(copy);
    }

    @Test
    void saysHowManyViewsMayBeOpen() {
        StateView first = state.freeze(true);
        for (int i = 1; i < 64; i++) {
            state.freeze(true);
        }
        assertThatThrownBy(() -> state.freeze(true)).hasMessageContaining("64 views");

        first.release();
        assertThat(state.freeze(true).full()).isTrue();
    }

    @Test
    void takesNoViewOfAnother() {
        StateView other = new KeyedState("op").freeze(true);

        assertThatThrownBy(() -> state.published(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsShapesOfWhatWasLoadedAndDeclared() {
        state.load(counted("op", "a").iterator(), hash -> true);
        assertThat(state.shapes()).containsExactly(new StateShape("n", "counter"));

        CounterState counter = state.counter("n");
        state.map("m");
        state.list("l");
        state.value("v", 0);
        state.reducing("r", Integer::sum);
        state.checkAllClaimed();

        assertThat(state.shapes())
                .containsExactly(
                        new StateShape("l", "list"),
                        new StateShape("m", "map"),
                        new StateShape("n", "counter"),
                        new StateShape("r", "reducing"),
                        new StateShape("v", "value"));
        assertThat(state.freeze(true).shapes()).isEqualTo(state.shapes());
        StateRig.select(state, "a");
        assertThat(counter.get()).isEqualTo(1);
    }

    @Test
    void aStateThatIsNotDeclaredIsNamed() {
        state.load(counted("op", "a").iterator(), hash -> true);
        state.counter("other");

        assertThatThrownBy(state::checkAllClaimed)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("operator 'op' was restored with a state 'n', which it did not get");
    }

    @Test
    void aStateOfAnotherKindIsNamedWithBoth() {
        state.load(counted("op", "a").iterator(), hash -> true);

        assertThatThrownBy(() -> state.list("n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("operator 'op': state 'n' is a counter in the snapshot, and a list is asked for");
    }

    @Test
    void refusesSnapshotsThatDoNotFit() {
        assertThatThrownBy(() -> state.load(counted("po", "a").iterator(), hash -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("operator 'op': the snapshot is of operator 'po'");
        KeyedState twice = new KeyedState("op");
        twice.load(counted("op", "a", "b").iterator(), hash -> true);
        assertThatThrownBy(() -> twice.load(counted("op", "b").iterator(), hash -> true))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("state 'n' has key b twice");
        KeyedState declared = new KeyedState("op");
        declared.counter("n");
        assertThatThrownBy(() -> declared.load(counted("op", "a").iterator(), hash -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before open");
    }

    @Test
    void refusesAnIncrementWithoutAFullView() {
        CounterState counter = state.counter("n");
        state.published(state.freeze(true));
        StateRig.select(state, "a");
        counter.add(1);
        List<byte[]> increment = StateRig.blocks(state.freeze(false));

        assertThatThrownBy(() -> new KeyedState("op").load(increment.iterator(), hash -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an increment is loaded before a full snapshot");
    }

    @Test
    void refusesAFormatOfAnotherVersion() {
        ByteOutput out = new ByteOutput(16);
        out.writeLength(0);
        out.writeByte(2);
        List<byte[]> blocks = new ArrayList<>(List.of(BlockFormat.seal(out)));

        assertThatThrownBy(() -> state.load(blocks.iterator(), hash -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has format 2, this version of the engine reads format 1");
    }

    @Test
    void holdsNoNull() {
        ValueState<Object> value = state.value("v", "");
        ListState<Object> list = state.list("l");
        MapState<Object, Object> map = state.map("m");
        ReducingState<Object> reducing = state.reducing("r", (a, b) -> b);
        StateRig.select(state, "key");

        assertThatNullPointerException().isThrownBy(() -> value.set(nothing()));
        assertThatNullPointerException().isThrownBy(() -> list.add(nothing()));
        assertThatNullPointerException().isThrownBy(() -> map.put("k", nothing()));
        assertThatNullPointerException().isThrownBy(() -> map.put(nothing(), "v"));
        assertThatNullPointerException().isThrownBy(() -> reducing.add(nothing()));
        state.forEachKey(() -> {
            throw new AssertionError("a key is held");
        });
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"}) // what a careless operator gives
    private static <T> T nothing() {
        return (T) null;
    }
}
