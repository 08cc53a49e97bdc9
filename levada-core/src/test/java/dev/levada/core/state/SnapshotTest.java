package dev.levada.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.state.StateRig.Content;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotTest {

    /** A view that is read a block at a time. */
    private static final class Reading {
        private final StateView view;
        private final Content expected;
        private final Iterator<byte[]> left;
        private final List<byte[]> blocks = new ArrayList<>();

        Reading(StateRig rig, boolean full) {
            expected = rig.expected();
            view = rig.state.freeze(full);
            left = view.blocks();
        }

        /** Whether it is done. */
        boolean read() {
            blocks.add(left.next());
            if (left.hasNext()) {
                return false;
            }
            StateRig.loaded(blocks).content().is(expected);
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void viewsReadBlockByBlockShowWhatWasThereWhenTheyWereFrozen(int seed) {
        Random random = new Random(seed);
        int keys = List.of(3, 40, 500, 2500).get(seed % 4);
        StateRig rig = new StateRig();
        List<Reading> open = new ArrayList<>();
        int done = 0;
        int blocks = 0;
        while (done < 12) {
            rig.steps(random, keys, random.nextInt(keys * 2));
            if (open.size() < 4 && random.nextInt(3) == 0) {
                open.add(new Reading(rig, true));
            }
            if (!open.isEmpty() && random.nextInt(3) > 0) {
                Reading one = open.get(random.nextInt(open.size()));
                if (random.nextInt(40) == 0 || one.read()) {
                    blocks += one.blocks.size();
                    done++;
                    one.view.release();
                    open.remove(one);
                }
            }
        }

        assertThat(blocks).isGreaterThan(keys < 100 ? 8 : 20);
        rig.content().is(rig.expected());
    }

    @Test
    void viewsReadByAnotherThreadShowWhatWasThereWhenTheyWereFrozen() throws Exception {
        Random random = new Random(7);
        StateRig rig = new StateRig();
        List<Content> expected = new ArrayList<>();
        List<Future<List<byte[]>>> read = new ArrayList<>();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 15; i++) {
                rig.steps(random, 3000, 3000);
                expected.add(rig.expected());
                StateView view = rig.state.freeze(true);
                read.add(reader.submit(() -> {
                    List<byte[]> blocks = StateRig.blocks(view);
                    view.release();
                    return blocks;
                }));
                while (read.size() > 3 && !read.get(read.size() - 3).isDone()) {
                    rig.steps(random, 3000, 100);
                }
            }
            for (int i = 0; i < expected.size(); i++) {
                StateRig.loaded(read.get(i).get()).content().is(expected.get(i));
            }
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void aViewMayBeReleasedWhileAnotherThreadReadsIt() throws Exception {
        StateRig rig = new StateRig();
        Random random = new Random(5);
        rig.steps(random, 4000, 20_000);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 40; i++) {
                StateView view = rig.state.freeze(true);
                Content expected = rig.expected();
                Future<List<byte[]>> read = reader.submit(() -> StateRig.blocks(view));
                rig.steps(random, 4000, random.nextInt(4000));
                view.release();
                rig.steps(random, 4000, 4000);
                try {
                    StateRig.loaded(read.get()).content().is(expected);
                } catch (ExecutionException e) { // released before all was read
                    assertThat(e)
                            .hasCauseInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("is released");
                }
            }
        } finally {
            reader.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void aFullViewAndThePublishedIncrementsOnItGiveTheLastOne(int seed) {
        Random random = new Random(seed);
        int keys = List.of(5, 60, 300).get(seed % 3);
        StateRig rig = new StateRig();
        List<List<byte[]>> chain = new ArrayList<>();
        List<Reading> open = new ArrayList<>();
        int increments = 0;
        for (int i = 0; i < 120; i++) {
            rig.steps(random, keys, random.nextInt(keys));
            if (random.nextInt(2) == 0) {
                open.add(new Reading(rig, random.nextInt(15) == 0));
            } else if (!open.isEmpty()) {
                Reading oldest = open.remove(0);
                if (random.nextInt(3) > 0) {
                    if (oldest.view.full()) {
                        chain.clear();
                    } else {
                        increments++;
                    }
                    chain.add(StateRig.blocks(oldest.view));
                    rig.state.published(oldest.view);
                    StateRig.loaded(chain, hash -> true).content().is(oldest.expected);
                }
                oldest.view.release();
            }
        }

        assertThat(increments).isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void incrementsOfALoadedStateGoOnFromWhatWasLoaded(int seed) {
        Random random = new Random(seed);
        int keys = List.of(5, 60, 300).get(seed % 3);
        StateRig rig = new StateRig();
        List<List<byte[]>> chain = new ArrayList<>();
        rig.steps(random, keys, keys * 3);
        chain.add(StateRig.blocks(rig.state.freeze(true)));
        for (int i = 0; i < 30; i++) {
            rig = StateRig.goneOn(chain);
            for (int epoch = random.nextInt(3); epoch >= 0; epoch--) {
                rig.steps(random, keys, random.nextInt(keys));
                StateView next = rig.state.freeze(false);
                assertThat(next.full()).isFalse();
                chain.add(StateRig.blocks(next));
                next.release();
                rig.state.published(next);
                StateRig.loaded(chain, hash -> true).content().is(rig.content());
            }
            rig.steps(random, keys, random.nextInt(keys)); // what a failure takes
        }
    }

    @Test
    void theFirstSnapshotOfALoadedStateIsAnIncrementThoughAWholeOneIsDue() {
        StateRig rig = new StateRig();
        List<List<byte[]>> chain = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            StateRig.select(rig.state, "key");
            rig.add("key", 1);
            StateView view = rig.state.freeze(false);
            chain.add(StateRig.blocks(view));
            view.release();
            rig.state.published(view);
        }
        assertThat(rig.state.isFullDue()).isTrue();

        KeyedState state = StateRig.goneOn(chain).state;
        assertThat(state.isFullDue()).isFalse();
        state.freeze(false).release();
        assertThat(state.isFullDue()).isTrue();
    }

    @Test
    void anIncrementHasOnlyWhatHasChangedSinceTheLastPublishedView() {
        StateRig rig = new StateRig();
        for (int key = 0; key < 1000; key++) {
            StateRig.select(rig.state, key);
            rig.add(key, key);
        }
        StateView base = rig.state.freeze(false);
        assertThat(base.full()).isTrue();
        assertThat(base.entries()).isEqualTo(1000);
        rig.state.published(base);
        base.release();
        StateRig.select(rig.state, 3);
        rig.add(3, 1);
        StateView lost = rig.state.freeze(false);
        lost.release();
        rig.clearAll(5);
        StateView next = rig.state.freeze(false);

        assertThat(next.full()).isFalse();
        assertThat(next.entries()).isEqualTo(2);
        assertThat(StateRig.blocks(next)).hasSize(1).allMatch(block -> block.length < 130);
        rig.state.published(next);
        StateView nothing = rig.state.freeze(false);
        assertThat(nothing.full()).isFalse();
        assertThat(nothing.entries()).isZero();
        assertThat(StateRig.blocks(nothing)).hasSize(1).allMatch(block -> block.length < 110);
    }

    @Test
    void aKeyThatWasRemovedAndAddedAgainIsThere() {
        StateRig rig = new StateRig();
        for (String key : List.of("a", "b", "c", "d")) {
            StateRig.select(rig.state, key);
            rig.setValue(key, "old");
        }
        StateView base = rig.state.freeze(true);
        rig.state.published(base);
        rig.clearAll("a");
        rig.clearAll("b");
        rig.clearAll("c");
        rig.state.freeze(false).release();
        StateRig.select(rig.state, "a");
        rig.setValue("a", "new");
        rig.state.freeze(false).release();
        rig.clearAll("b");
        StateRig.select(rig.state, "c");
        rig.setValue("c", "new");
        rig.clearAll("c");
        StateView next = rig.state.freeze(false);

        StateRig restored = StateRig.loaded(List.of(StateRig.blocks(base), StateRig.blocks(next)), hash -> true);
        restored.content().is(rig.expected());
        assertThat(restored.content().keys()).containsExactly("a", "d");
    }

    @Test
    void whereMoreKeysWereRemovedThanAreKeptInMindTheNextViewIsFull() {
        for (int removed : List.of(1200, 2600)) {
            StateRig rig = new StateRig();
            for (int key = 0; key < 6000; key++) {
                StateRig.select(rig.state, key);
                rig.add(key, 1);
            }
            StateView base = rig.state.freeze(false);
            rig.state.published(base);
            for (int key = 0; key < removed; key++) {
                rig.clearAll(key);
            }
            StateView next = rig.state.freeze(false);
            assertThat(next.full()).isEqualTo(removed == 2600);
            for (int key = 5000; key < 5500; key++) {
                rig.clearAll(key);
            }
            StateView unpublished = rig.state.freeze(false);
            assertThat(unpublished.full()).as("what was forgotten still is").isEqualTo(removed == 2600);
            rig.state.published(next);
            StateView last = rig.state.freeze(false);

            assertThat(last.full()).isFalse();
            assertThat(last.entries()).isEqualTo(500);
            List<List<byte[]>> chain = new ArrayList<>(List.of(StateRig.blocks(next), StateRig.blocks(last)));
            if (!next.full()) {
                chain.add(0, StateRig.blocks(base));
            }
            StateRig.loaded(chain, hash -> true).content().is(rig.expected());
        }
    }

    @Test
    void whereManyViewsWentUnpublishedTheNextOneIsFull() {
        StateRig rig = new StateRig();
        rig.state.published(rig.state.freeze(true));
        int increments = 0;
        StateView view = rig.state.freeze(false);
        while (!view.full() && increments < 1000) {
            view.release();
            increments++;
            view = rig.state.freeze(false);
        }

        assertThat(increments).isBetween(60, 70);
    }

    @Test
    void eachTaskTakesItsOwnKeysAndTheyAddUp() {
        StateRig rig = new StateRig();
        Random random = new Random(11);
        rig.steps(random, 500, 5000);
        StateView base = rig.state.freeze(true);
        rig.state.published(base);
        rig.steps(random, 500, 500);
        StateView next = rig.state.freeze(false);
        List<List<byte[]>> views = List.of(StateRig.blocks(base), StateRig.blocks(next));

        StateRig even = StateRig.loaded(views, hash -> (hash & 1) == 0);
        StateRig odd = StateRig.loaded(views, hash -> (hash & 1) == 1);
        assertThat(even.content().keys())
                .isNotEmpty()
                .doesNotContainAnyElementsOf(odd.content().keys());
        assertThat(odd.content().keys()).isNotEmpty();
        List<List<byte[]>> halves =
                List.of(StateRig.blocks(odd.state.freeze(true)), StateRig.blocks(even.state.freeze(true)));
        StateRig.loaded(halves, hash -> true).content().is(rig.expected());
    }
}
