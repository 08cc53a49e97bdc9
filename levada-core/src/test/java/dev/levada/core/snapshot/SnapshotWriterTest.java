package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.codec.StableHash;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.KeyedState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SnapshotWriterTest {
    private static final TaskId TASK = new TaskId("counts", 0);

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void theFirstSnapshotOfAnAttemptNamesTheObjectsThatItBeganWith() throws IOException {
        KeyedState first = new KeyedState("op");
        count(first, "a", "b");
        String whole = new SnapshotWriter(storage, TaskStart.fresh(1, "run")).write(snapshot(first, 1, 7, 0));

        StoredSnapshot stored = SnapshotReader.read(storage, whole);
        KeyedState second = loaded(stored);
        count(second, "a");
        String increment = new SnapshotWriter(storage, start(stored, 2)).write(snapshot(second, 2, 8, 7));

        StoredSnapshot last = SnapshotReader.read(storage, increment);
        assertThat(objects(last)).hasSize(2).startsWith(objects(stored).get(0));
        KeyedState third = loaded(last);
        var counts = third.counter("n");
        third.select("a", StableHash.of("a"));
        assertThat(counts.get()).isEqualTo(2);
        third.select("b", StableHash.of("b"));
        assertThat(counts.get()).isEqualTo(1);
    }

    private static List<String> objects(StoredSnapshot stored) {
        return stored.operators().get(0).state();
    }

    private static void count(KeyedState state, String... keys) {
        var counts = state.counter("n");
        for (String key : keys) {
            state.select(key, StableHash.of(key));
            counts.add(1);
        }
    }

    private KeyedState loaded(StoredSnapshot stored) throws IOException {
        KeyedState state = new KeyedState("op");
        for (String object : objects(stored)) {
            state.load(storage.get(object), hash -> true);
        }
        state.goOn();
        return state;
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
                SnapshotReader.operators(storage, stored));
    }

    private static TaskSnapshot snapshot(KeyedState state, long attempt, long epoch, long base) {
        return new TaskSnapshot(
                TASK,
                attempt,
                epoch,
                base,
                false,
                Map.of(),
                List.of(),
                Map.of(),
                0,
                SourcePositions.none(),
                List.of(new OperatorSnapshot("op", Optional.of(state.freeze(state.isFullDue())), List.of())));
    }
}
