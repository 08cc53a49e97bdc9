package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.state.StateRig.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotBytesTest {

    private static StateRig small() {
        StateRig rig = new StateRig();
        for (Object key : List.of("AaBB", "BBAa", new StateRig.Point(1, "one"))) {
            StateRig.select(rig.state, key);
            rig.setValue(key, new StateRig.Point(2, "two"));
            rig.add(key, 1000);
            rig.append(key, "x");
            rig.append(key, new StateRig.Point(3, "three"));
            rig.put(key, "k", 1);
            rig.put(key, new StateRig.Point(4, "four"), List.of(2));
            rig.reduce(key, 5);
        }
        return rig;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void equalContentHasEqualBytesWhateverItsHistory(int seed) {
        Random random = new Random(seed);
        List<Integer> keys = new ArrayList<>();
        for (int key = 0; key < 1000; key++) {
            keys.add(key);
        }
        List<byte[]> first = StateRig.blocks(filled(keys).state.freeze(true));
        Collections.shuffle(keys, random);
        StateRig rig = new StateRig();
        rig.steps(random, 6000, 40_000); // more buckets, other chains
        rig.state.freeze(true);
        for (int key = 0; key < 6000; key++) {
            rig.clearAll(StateRig.key(key));
        }
        StateRig later = fill(rig, keys);

        assertThat(first).hasSizeGreaterThan(2);
        assertThat(StateRig.blocks(later.state.freeze(true))).containsExactlyElementsOf(first);
    }

    private static StateRig filled(List<Integer> keys) {
        return fill(new StateRig(), keys);
    }

    private static StateRig fill(StateRig rig, List<Integer> keys) {
        for (int number : keys) {
            Object key = StateRig.key(number);
            StateRig.select(rig.state, key);
            rig.setValue(key, number);
            rig.append(key, "only");
            rig.add(key, number);
            int places = 1 + number % 7;
            for (int i = 0; i < places; i++) {
                int place = keys.get(0) == 0 ? i : places - 1 - i; // those of one hash stay in this order
                rig.put(key, StateRig.colliding(place), new StateRig.Point(place, "p"));
            }
        }
        return rig;
    }

    @Test
    void restoredStateIsFrozenToTheSameBytes() {
        StateRig rig = new StateRig();
        rig.steps(new Random(3), 3000, 20_000);
        List<byte[]> blocks = StateRig.blocks(rig.state.freeze(true));

        StateView again = StateRig.loaded(blocks).state.freeze(true);

        assertThat(StateRig.blocks(again)).containsExactlyElementsOf(blocks);
        assertThat(StateRig.blocks(again)).containsExactlyElementsOf(blocks);
    }

    @Test
    void theNameOfAClassIsWrittenOnceInABlock() {
        StateRig rig = new StateRig();
        for (int key = 0; key < 500; key++) {
            StateRig.select(rig.state, key);
            rig.setValue(key, new StateRig.Point(key, "p"));
        }

        assertThat(StateRig.blocks(rig.state.freeze(true))).hasSize(1).allMatch(block -> block.length < 500 * 20);
    }

    @Test
    void truncatedOrDamagedBlocksAreRefused() {
        byte[] block = StateRig.blocks(small().state.freeze(true)).get(0);
        for (int length = 0; length < block.length; length++) {
            refused(List.of(Arrays.copyOf(block, length)));
        }
        for (int bit = 0; bit < block.length * 8; bit++) {
            refused(List.of(flipped(block, bit)));
        }
    }

    @Test
    void damageWithARightChecksumGivesAStateOrIsRefused() {
        StateRig rig = small();
        byte[] block = StateRig.blocks(rig.state.freeze(true)).get(0);
        int content = block.length - Integer.BYTES;
        int states = 0;
        for (int length = 0; length < content; length++) {
            refused(List.of(sealed(Arrays.copyOf(block, length))));
        }
        for (int bit = 0; bit < content * 8; bit++) {
            List<byte[]> damaged = List.of(sealed(Arrays.copyOf(flipped(block, bit), content)));
            RuntimeException failure = catchRuntimeException(() -> freezable(damaged));
            if (failure == null) {
                states++;
            } else {
                assertThat(failure).isInstanceOfAny(CorruptBytesException.class, IllegalStateException.class);
            }
        }
        assertThat(states).isBetween(content / 10, content * 7);
    }

    private static void freezable(List<byte[]> blocks) {
        KeyedState state = new KeyedState("op");
        state.load(blocks.iterator(), hash -> true);
        List<byte[]> written = StateRig.blocks(state.freeze(true));
        KeyedState again = new KeyedState("op");
        again.load(written.iterator(), hash -> true);
        assertThat(StateRig.blocks(again.freeze(true))).containsExactlyElementsOf(written);
    }

    @Test
    void blocksThatAreMissingOrInAnotherOrderAreRefused() {
        StateRig rig = new StateRig();
        rig.steps(new Random(9), 2000, 20_000);
        List<byte[]> blocks = StateRig.blocks(rig.state.freeze(true));
        assertThat(blocks).hasSizeGreaterThan(4);
        for (int i = 0; i < blocks.size(); i++) {
            List<byte[]> without = new ArrayList<>(blocks);
            without.remove(i);
            refused(without);
            List<byte[]> twice = new ArrayList<>(blocks);
            twice.add(i, blocks.get(i));
            refused(twice);
            List<byte[]> swapped = new ArrayList<>(blocks);
            Collections.swap(swapped, i, (i + 1) % blocks.size());
            refused(swapped);
        }
        refused(List.of());
        Content expected = rig.expected();
        StateRig.loaded(blocks).content().is(expected);
    }

    @Test
    void countsAreNotBelieved() {
        ByteOutput out = new ByteOutput(64);
        out.writeLength(0);
        out.writeByte(BlockFormat.VERSION);
        out.writeString("op");
        out.writeByte(1);
        out.writeLength(1);
        out.writeString("list");
        out.writeString("list");
        out.writeByte(BlockFormat.TABLE);
        out.writeLength(0);
        out.writeByte(BlockFormat.ENTRY);
        out.writeInt(dev.levada.core.codec.StableHash.of("key"));
        out.writeByte(9);
        out.writeString("key");
        out.writeLength(Integer.MAX_VALUE);
        out.writeByte(BlockFormat.END);

        assertThatThrownBy(() -> StateRig.loaded(List.of(BlockFormat.seal(out))))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage(
                        "block 0 of a snapshot of operator 'op': 2147483647 elements are said to come, 1 bytes are left");
    }

    private static void refused(List<byte[]> blocks) {
        KeyedState state = new KeyedState("op");
        assertThatThrownBy(() -> state.load(blocks.iterator(), hash -> true))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageStartingWith("block ");
    }

    private static byte[] flipped(byte[] block, int bit) {
        byte[] flipped = block.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }

    private static byte[] sealed(byte[] content) {
        ByteOutput out = new ByteOutput(content.length + Integer.BYTES);
        out.writeBytes(content, 0, content.length);
        return BlockFormat.seal(out);
    }
}
