package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.determinant.Dependency;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedLog;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredDeterminantsTest {
    private static final TaskId ONE = new TaskId("one", 0);
    private static final TaskId OTHER = new TaskId("other", 0);
    private static final LogWriter WRITER = new LogWriter(3, 2, 5);

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void whatWasLoggedByAnAttemptThatBecameVoidMeanwhileDoesNotCount() throws IOException {
        SnapshotStorage overtaken = new Overtaken(storage);
        DeterminantSlice late = new DeterminantSlice(ONE, 1, 7, 0, new byte[] {1});
        DeterminantSlice good = new DeterminantSlice(OTHER, 1, 7, 0, new byte[] {2});

        List<DeterminantSlice> refused = new StoredDeterminants(overtaken, "w").write(List.of(late, good));

        assertThat(refused).containsExactly(late);
        assertThat(StoredDeterminants.read(storage, 7, 1)).hasSize(2); // who reads may find it, and need not
    }

    @Test
    void whatWasThereBeforeCounts() throws IOException {
        DeterminantSlice early = new DeterminantSlice(ONE, 1, 7, 0, new byte[] {1});

        assertThat(new StoredDeterminants(storage, "w").write(List.of(early))).isEmpty();
    }

    @Test
    void whatIsHandedInCountsInThatRecoveryOnly() throws IOException {
        DeterminantSlice own = new DeterminantSlice(ONE, 1, 7, 0, new byte[] {1});
        DeterminantSlice known = new DeterminantSlice(OTHER, 1, 7, 0, new byte[] {2});
        assertThat(new StoredDeterminants(storage, "w").write(List.of(own))).isEmpty();
        assertThat(StoredDeterminants.handedIn(storage, "w", 12).write(List.of(known)))
                .isEmpty();

        assertThat(StoredDeterminants.read(storage, 7, 12))
                .extracting(DeterminantSlice::task)
                .containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(StoredDeterminants.read(storage, 7, 1))
                .extracting(DeterminantSlice::task)
                .containsExactly(ONE);
    }

    @Test
    void ofALogOnWhichOthersMayDependOnlyWhatIsWithinTheLineIsRead() throws IOException {
        StoredDeterminants stored = StoredDeterminants.of(storage, WRITER);
        Dependency other = new Dependency(new LogWriter(4, 1, 1), 9, 7);
        TracedSlice first = traced(1, other);
        TracedSlice second = traced(2, other);
        TracedSlice third = traced(3);
        assertThat(stored.write(new TracedLog(WRITER, List.of(first, second)))).isEmpty();
        assertThat(stored.write(new TracedLog(WRITER, List.of(third)))).isEmpty();

        assertThat(StoredDeterminants.logs(storage, 7).stream().flatMap(log -> log.slices().stream()))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(first, second, third);
        RecoveryLine line = new RecoveryLine(6, 7, new LinkedHashSet<>(), new LinkedHashMap<>(Map.of(WRITER, 2L)));
        assertThat(StoredDeterminants.read(storage, 7, 6, line))
                .extracting(DeterminantSlice::from)
                .containsExactly(1L, 2L);
        assertThat(StoredDeterminants.read(storage, 7, 6)).hasSize(3);
    }

    @Test
    void aLogIsVoidOnceItsWriterIsShutOut() throws IOException {
        storage.raiseFloor(LogWriter.owner(WRITER.worker()), WRITER.round() + 1);
        StoredDeterminants stored = StoredDeterminants.of(storage, WRITER);

        assertThatThrownBy(() -> stored.write(new TracedLog(WRITER, List.of(traced(1)))))
                .isInstanceOf(VoidAttemptException.class);
        assertThat(StoredDeterminants.logs(storage, 7)).isEmpty();
    }

    @Test
    void objectsOfALogGoInTheOrderInWhichTheyCame() throws IOException {
        StoredDeterminants stored = StoredDeterminants.of(storage, WRITER);
        DeterminantSlice later = new DeterminantSlice(OTHER, 1, 8, 5, new byte[] {2});
        assertThat(stored.write(new TracedLog(WRITER, List.of(new TracedSlice(later, 1, List.of())))))
                .isEmpty();
        assertThat(stored.write(new TracedLog(WRITER, List.of(traced(2))))).isEmpty();

        assertThat(StoredDeterminants.logs(storage, 8)).hasSize(2);
    }

    private static TracedSlice traced(long number, Dependency... dependencies) {
        return new TracedSlice(new DeterminantSlice(ONE, 1, 7, number, new byte[] {1}), number, List.of(dependencies));
    }

    /** A floor is raised while an object is on its way. */
    private record Overtaken(MemoryStorage storage) implements SnapshotStorage {
        @Override
        public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
            storage.put(owner, attempt, name, blocks);
            storage.raiseFloor(ONE, 2);
        }

        @Override
        public Iterator<byte[]> get(String name) throws IOException {
            return storage.get(name);
        }

        @Override
        public void raiseFloor(TaskId owner, long attempt) {
            storage.raiseFloor(owner, attempt);
        }

        @Override
        public Map<String, Long> floors() {
            return storage.floors();
        }

        @Override
        public List<String> names() {
            return storage.names();
        }

        @Override
        public void delete(String name) {
            storage.delete(name);
        }
    }
}
