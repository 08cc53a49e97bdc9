package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotSweeperTest {
    private static final TaskId TASK = new TaskId("task", 0);

    private final MemoryStorage storage = new MemoryStorage();
    private final SnapshotSweeper sweeper = new SnapshotSweeper(storage);

    /** Of four epochs, each snapshot with a state object of its own. */
    @BeforeEach
    void store() throws IOException {
        store(1, "1.state");
        store(2, "1.state", "2.state");
        store(3, "3.state");
    }

    private String store(long epoch, String... state) throws IOException {
        return store(epoch, 0, state);
    }

    private String store(long epoch, long window, String... state) throws IOException {
        List<String> objects =
                Arrays.stream(state).map(each -> "%s".formatted(object(each))).toList();
        String name = StoredSnapshot.name(TASK, 1, epoch, window);
        put(objects.get(objects.size() - 1), new byte[] {1});
        StoredSnapshot snapshot = new StoredSnapshot(
                TASK,
                1,
                epoch,
                window,
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                List.of(new StoredSnapshot.StoredOperator("operator", objects, List.of())),
                new LinkedHashMap<>(),
                List.of(),
                LoopState.none(),
                WatermarkState.none(),
                new LinkedHashMap<>());
        put(name, snapshot.toBytes());
        return name;
    }

    /** {@code 1.state} is {@code 1-1-0-task.0.state}. */
    private static String object(String state) {
        return StoredSnapshot.name(TASK, 1, Long.parseLong(state.substring(0, 1))) + ".0.state";
    }

    private void put(String name, byte[] bytes) throws IOException {
        storage.put(TASK, 1, name, List.of(bytes).iterator());
    }

    private void complete(long epoch) throws IOException {
        sweeper.sweep(List.of(StoredSnapshot.name(TASK, 1, epoch)), epoch);
    }

    @Test
    void whatIsNotNeededGoesWithTheNextSweep() throws IOException {
        complete(3);
        assertThat(storage.names()).contains(object("1.state"), object("2.state"));

        complete(3);
        assertThat(storage.names()).containsExactlyInAnyOrder(StoredSnapshot.name(TASK, 1, 3), object("3.state"));
    }

    /** A task that had gone back to its newest snapshot did not know yet that a later epoch was complete. */
    @Test
    void aSnapshotOnItsWayKeepsWhatItBuildsOn() throws IOException {
        complete(3);
        String late = store(4, "1.state", "2.state", "4.state");
        complete(3);
        complete(3);

        assertThat(storage.names())
                .contains(late, object("1.state"), object("2.state"), object("4.state"))
                .doesNotContain(StoredSnapshot.name(TASK, 1, 1));
    }

    /** A task may go back to the end of a window in the epoch that the last complete one began. */
    @Test
    void aWindowIsNeededUntilTheNextEpochIsComplete() throws IOException {
        String window = store(3, 5, "1.state", "3.state");
        String old = store(2, 5, "1.state", "2.state");
        complete(3);
        complete(3);
        assertThat(storage.names()).contains(window, object("1.state")).doesNotContain(old, object("2.state"));

        store(4, "4.state");
        complete(4);
        complete(4);
        assertThat(storage.names()).doesNotContain(window, object("1.state"));
    }

    /** Its task has stored another one meanwhile. */
    @Test
    void aWindowThatHasGoneSinceIsNotMissed() throws IOException {
        String window = store(3, 5, "3.state");
        SnapshotStorage listedBefore = new ForwardedStorage(storage) {
            @Override
            public Iterator<byte[]> get(String name) throws IOException {
                if (name.equals(window)) {
                    delete(name);
                }
                return super.get(name);
            }
        };
        new SnapshotSweeper(listedBefore).sweep(List.of(StoredSnapshot.name(TASK, 1, 3)), 3);

        assertThat(storage.names()).doesNotContain(window).contains(StoredSnapshot.name(TASK, 1, 3));
    }
}
