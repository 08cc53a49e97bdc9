package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.state.CounterState;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.KeyedState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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

    private StoredSnapshot written(KeyedState state, TaskStart start, long epoch) throws IOException {
        TaskSnapshot snapshot = new TaskSnapshot(
                TASK,
                start.attempt(),
                epoch,
                start.epoch(),
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                List.of(new OperatorSnapshot(OPERATOR, Optional.of(state.freeze(state.isFullDue())), List.of())),
                new LinkedHashMap<>());
        return SnapshotReader.read(storage, new SnapshotWriter(storage, codecs, start).write(snapshot));
    }

    private TaskStart start(StoredSnapshot stored, long attempt) throws IOException {
        return new TaskStart(
                attempt,
                "run",
                stored.epoch(),
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                SnapshotReader.operators(storage, stored, codecs),
                new byte[0],
                new LinkedHashMap<>());
    }
}
