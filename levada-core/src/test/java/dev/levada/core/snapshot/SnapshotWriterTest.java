package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.codec.ByteOutput;
import dev.levada.api.state.CounterState;
import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.Unreleased;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SnapshotWriterTest {
    private static final TaskId TASK = new TaskId("counts", 0);
    private static final String OPERATOR = "op";

    private final MemoryStorage storage = new MemoryStorage();
    private final Codecs codecs = new Codecs(getClass().getClassLoader());

    @Test
    void theSnapshotsOfAnAttemptBuildOnTheObjectsThatItBeganWith() throws IOException {
        KeyedState first = new KeyedState(OPERATOR);
        CounterState counts = first.counter("n");
        add(first, counts, "a");
        add(first, counts, "b");
        StoredSnapshot whole = written(first, TaskStart.fresh(1, "run"), 7);

        TaskStart start = start(whole, 2);
        KeyedState second = start.operator(OPERATOR).state().orElseThrow();
        add(second, second.counter("n"), "a");
        StoredSnapshot increment = written(second, start, 8);

        assertThat(objects(increment)).hasSize(2).startsWith(objects(whole).get(0));
        KeyedState third = start(increment, 3).operator(OPERATOR).state().orElseThrow();
        CounterState restored = third.counter("n");
        assertThat(get(third, restored, "a")).isEqualTo(2);
        assertThat(get(third, restored, "b")).isEqualTo(1);
    }

    @Test
    void whatWasSentIsInTheStoreAsItWas() throws IOException {
        ChannelId full = new ChannelId(TASK, new TaskId("next", 0), 0);
        ChannelId empty = new ChannelId(TASK, new TaskId("next", 1), 0);
        List<Element> elements = new ArrayList<>();
        for (long number = 1; number <= 9_999; number += 3) {
            Batch batch = new Batch(2, true, 7);
            batch.add("value " + number, 5);
            batch.add(number, 6);
            batch.seal(number);
            elements.add(batch);
            elements.add(new Barrier(number + 2, number));
        }
        Map<ChannelId, Unreleased> sent = new LinkedHashMap<>();
        sent.put(empty, new Unreleased(Unreleased.NOTHING, List.of(), List.of()));
        List<byte[]> runs = List.of(bytes(elements.subList(0, 20)), bytes(elements.subList(20, 1_000)));
        sent.put(full, new Unreleased(elements.get(0).firstSequence(), runs, elements.subList(1_000, elements.size())));
        StoredSnapshot stored = written(new KeyedState(OPERATOR), TaskStart.fresh(1, "run"), 7, sent);

        Map<ChannelId, List<Element>> read = SnapshotReader.sent(storage, stored, codecs);

        assertThat(SnapshotReader.objects(List.of(stored))).containsAll(stored.sent());
        assertThat(storage.names()).containsAll(stored.sent());
        assertThat(read).containsOnlyKeys(full);
        assertThat(read.getOrDefault(full, List.of()).stream().map(SnapshotWriterTest::described))
                .containsExactlyElementsOf(
                        elements.stream().map(SnapshotWriterTest::described).toList());
    }

    private static String described(Element element) {
        return element instanceof Batch batch
                ? "%d: %s/%d %s/%d, born %d"
                        .formatted(
                                batch.firstSequence(),
                                batch.value(0),
                                batch.hash(0),
                                batch.value(1),
                                batch.hash(1),
                                batch.bornNanos())
                : element.toString();
    }

    @Test
    void theNewestSnapshotIsThatOfTheLastEpochByAnEarlierAttemptThatHoldsWhatWasSent() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : List.of(
                StoredSnapshot.name(TASK, 1, 9),
                StoredSnapshot.name(TASK, 2, 10),
                StoredSnapshot.name(TASK, 3, 12),
                StoredSnapshot.name(new TaskId(TASK.chain(), TASK.index() + 1), 1, 13),
                StoredSnapshot.name(new TaskId("x-" + TASK.chain(), TASK.index()), 1, 13))) {
            names.add(name);
            names.add(name + ".sent");
        }
        names.add(StoredSnapshot.name(TASK, 2, 11));
        names.add(StoredSnapshot.name(TASK, 1, 13) + ".0.state");
        names.add(StoredSnapshot.name(TASK, 1, 13) + ".sent");
        names.add("13-aaaa-4.determinants");

        assertThat(StoredSnapshot.newest(TASK, 8, 3, names)).contains(StoredSnapshot.name(TASK, 2, 10));
        assertThat(StoredSnapshot.newest(TASK, 10, 3, names)).isEmpty();
        assertThat(StoredSnapshot.newest(TASK, 8, 1, names)).isEmpty();
    }

    @Test
    void aWindowIsNewerThanTheBeginningOfItsEpochAndOlderThanTheNext() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : List.of(
                StoredSnapshot.name(TASK, 1, 9),
                StoredSnapshot.name(TASK, 1, 9, 9),
                StoredSnapshot.name(TASK, 2, 9, 10),
                StoredSnapshot.name(TASK, 1, 8, 11))) {
            names.add(name);
            names.add(name + ".sent");
        }

        assertThat(StoredSnapshot.newest(TASK, 9, 3, names)).contains(StoredSnapshot.name(TASK, 2, 9, 10));
        assertThat(StoredSnapshot.newest(TASK, 9, 2, names)).contains(StoredSnapshot.name(TASK, 1, 9, 9));
        assertThat(StoredSnapshot.newest(TASK, 10, 3, names)).isEmpty();
        names.add(StoredSnapshot.name(TASK, 1, 10));
        names.add(StoredSnapshot.name(TASK, 1, 10) + ".sent");
        assertThat(StoredSnapshot.newest(TASK, 8, 3, names)).contains(StoredSnapshot.name(TASK, 1, 10));
    }

    /** The increments of epochs build on complete ones; a window's is a dead end, and goes when there is another. */
    @Test
    void ofWindowsThereIsTheNewestOnlyAndNothingBuildsOnThem() throws IOException {
        KeyedState state = new KeyedState(OPERATOR);
        CounterState counts = state.counter("n");
        TaskStart start = TaskStart.fresh(1, "run");
        SnapshotWriter writer = new SnapshotWriter(storage, codecs, start);
        add(state, counts, "a");
        StateView view = state.freeze(true);
        StoredSnapshot epoch = SnapshotReader.read(storage, writer.write(snapshot(view, start, 7, 0, 0)));
        state.published(view);

        add(state, counts, "b");
        writer.write(snapshot(state.freezeAside(), start, 7, 1, 7));
        List<String> before = storage.names();
        add(state, counts, "b");
        StoredSnapshot window =
                SnapshotReader.read(storage, writer.write(snapshot(state.freezeAside(), start, 7, 2, 7)));
        StoredSnapshot next = SnapshotReader.read(storage, writer.write(snapshot(state.freeze(false), start, 8, 0, 7)));

        assertThat(objects(window)).hasSize(2).startsWith(objects(epoch).get(0));
        assertThat(objects(next)).hasSize(2).doesNotContain(objects(window).get(1));
        assertThat(before).anyMatch(name -> name.startsWith("7w1-")).hasSize(5);
        assertThat(storage.names()).noneMatch(name -> name.startsWith("7w1-")).hasSize(7);
        KeyedState restored = start(window, 2).operator(OPERATOR).state().orElseThrow();
        assertThat(get(restored, restored.counter("n"), "b")).isEqualTo(2);
    }

    private static TaskSnapshot snapshot(StateView view, TaskStart start, long epoch, long window, long base) {
        return new TaskSnapshot(
                TASK,
                start.attempt(),
                epoch,
                window,
                base,
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                List.of(new OperatorSnapshot(OPERATOR, Optional.of(view), List.of())),
                window > 0 ? Optional.of(new LinkedHashMap<>()) : Optional.empty(),
                LoopState.none(),
                WatermarkState.none());
    }

    private static void add(KeyedState state, CounterState counts, String key) {
        state.select(key, StableHash.of(key));
        counts.add(1);
    }

    private static long get(KeyedState state, CounterState counts, String key) {
        state.select(key, StableHash.of(key));
        return counts.get();
    }

    private static List<String> objects(StoredSnapshot stored) {
        return stored.operators().get(0).state();
    }

    private byte[] bytes(List<Element> elements) {
        ByteOutput out = new ByteOutput(256);
        ElementCodec codec = new ElementCodec(codecs);
        elements.forEach(element -> codec.write(element, out));
        return out.toByteArray();
    }

    private StoredSnapshot written(KeyedState state, TaskStart start, long epoch) throws IOException {
        return written(state, start, epoch, new LinkedHashMap<>());
    }

    private StoredSnapshot written(KeyedState state, TaskStart start, long epoch, Map<ChannelId, Unreleased> sent)
            throws IOException {
        TaskSnapshot snapshot = new TaskSnapshot(
                TASK,
                start.attempt(),
                epoch,
                0,
                start.epoch(),
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                List.of(new OperatorSnapshot(OPERATOR, Optional.of(state.freeze(state.isFullDue())), List.of())),
                Optional.of(sent),
                LoopState.none(),
                WatermarkState.none());
        return SnapshotReader.read(storage, new SnapshotWriter(storage, codecs, start).write(snapshot));
    }

    private TaskStart start(StoredSnapshot stored, long attempt) throws IOException {
        return new TaskStart(
                attempt,
                "run",
                stored.epoch(),
                WindowEnd.none(),
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                SnapshotReader.operators(storage, stored, codecs),
                new byte[0],
                new LinkedHashMap<>(),
                stored.loop(),
                stored.watermarks());
    }
}
