package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredDeterminantsTest {
    private static final TaskId ONE = new TaskId("one", 0);
    private static final TaskId OTHER = new TaskId("other", 0);

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
        StoredDeterminants.handIn(storage, "w", 12, List.of(known));

        assertThat(StoredDeterminants.read(storage, 7, 12))
                .extracting(DeterminantSlice::task)
                .containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(StoredDeterminants.read(storage, 7, 1))
                .extracting(DeterminantSlice::task)
                .containsExactly(ONE);
    }

    @Test
    void whatIsRecordedIsForReplaysAndNoRecoveryReadsIt() throws IOException {
        DeterminantSlice slice = new DeterminantSlice(ONE, 1, 7, 0, new byte[] {1});
        assertThat(StoredDeterminants.recording(storage, "w").write(List.of(slice)))
                .isEmpty();

        assertThat(StoredDeterminants.recorded(storage, 7)).hasSize(1);
        assertThat(StoredDeterminants.recorded(storage, 8)).isEmpty();
        assertThat(StoredDeterminants.read(storage, 7, 1)).isEmpty();
        assertThat(storage.names())
                .allSatisfy(name -> assertThat(StoredSnapshot.isName(name)).isFalse());
    }

    @Test
    void aProcessHasOneLogForAllOfItsTasksAndAnotherForEachEpoch() throws IOException {
        StoredDeterminants stored = new StoredDeterminants(storage, "w");
        DeterminantSlice first = new DeterminantSlice(ONE, 1, 7, 0, new byte[] {1});
        DeterminantSlice other = new DeterminantSlice(OTHER, 1, 7, 0, new byte[] {2});
        DeterminantSlice next = new DeterminantSlice(OTHER, 1, 8, 2, new byte[] {3});
        DeterminantSlice late = new DeterminantSlice(ONE, 1, 7, 2, new byte[] {4});
        for (DeterminantSlice each : List.of(first, other, next, late)) {
            assertThat(stored.write(List.of(each))).isEmpty();
        }

        assertThat(storage.names()).containsExactlyInAnyOrder("8-w-1.determinants", "9-w-2.determinants");
        assertThat(StoredDeterminants.read(storage, 7, 1))
                .extracting(DeterminantSlice::upTo)
                .containsExactly(2L, 2L, 3L, 3L);
        assertThat(StoredDeterminants.read(storage, 8, 1))
                .extracting(DeterminantSlice::task)
                .containsExactly(OTHER, ONE);
    }

    @Test
    void afterAFailureWhatComesGoesIntoAnotherLog() throws IOException {
        StoredDeterminants stored = new StoredDeterminants(new Failing(storage), "w");
        DeterminantSlice lost = new DeterminantSlice(ONE, 1, 7, 0, new byte[] {1});
        DeterminantSlice kept = new DeterminantSlice(ONE, 2, 7, 0, new byte[] {2});

        assertThatThrownBy(() -> stored.write(List.of(lost))).hasMessage("no more room");
        assertThat(stored.write(List.of(kept))).isEmpty();

        assertThat(storage.names()).containsExactlyInAnyOrder("8-w-1.determinants", "8-w-2.determinants");
        assertThat(StoredDeterminants.read(storage, 7, 1))
                .extracting(DeterminantSlice::attempt)
                .containsExactly(1L, 2L);
    }

    /** The first object that is begun fails when it is forced. */
    private static final class Failing extends ForwardedStorage {
        private int begun;

        Failing(MemoryStorage storage) {
            super(storage);
        }

        @Override
        public GrowingObject begin(String name) {
            GrowingObject object = super.begin(name);
            return ++begun > 1 ? object : new FullObject(object);
        }
    }

    private record FullObject(GrowingObject object) implements GrowingObject {
        @Override
        public void append(byte[] block) throws IOException {
            object.append(block);
        }

        @Override
        public void force() throws IOException {
            throw new IOException("no more room");
        }

        @Override
        public void close() throws IOException {
            object.close();
        }
    }

    /** A floor is raised while an object is on its way. */
    private static final class Overtaken extends ForwardedStorage {
        Overtaken(MemoryStorage storage) {
            super(storage);
        }

        @Override
        public GrowingObject begin(String name) {
            raiseFloors(Map.of(ONE, 2L));
            return super.begin(name);
        }
    }
}
