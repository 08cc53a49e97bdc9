package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.determinant.Dependency;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredTracedLogTest {
    private static final TaskId ONE = new TaskId("one", 0);
    private static final TaskId OTHER = new TaskId("other", 0);
    private static final LogWriter WRITER = new LogWriter(3, 2, 5);

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void ofALogOnWhichOthersMayDependOnlyWhatIsWithinTheLineIsRead() throws IOException {
        StoredTracedLog stored = new StoredTracedLog(storage, WRITER);
        Dependency other = new Dependency(new LogWriter(4, 1, 1), 9, 7);
        TracedSlice first = traced(1, other);
        TracedSlice second = traced(2, other);
        TracedSlice third = traced(3);
        assertThat(stored.write(List.of(first, second))).isEmpty();
        assertThat(stored.write(List.of(third))).isEmpty();

        assertThat(StoredTracedLog.read(storage, 7).stream().flatMap(log -> log.slices().stream()))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(first, second, third);
        RecoveryLine line = new RecoveryLine(6, 7, new LinkedHashSet<>(), new LinkedHashMap<>(Map.of(WRITER, 2L)));
        assertThat(StoredTracedLog.read(storage, 7, line))
                .extracting(DeterminantSlice::from)
                .containsExactly(1L, 2L);
    }

    @Test
    void aLogIsVoidOnceItsWriterIsShutOut() throws IOException {
        storage.raiseFloors(Map.of(LogWriter.owner(WRITER.worker()), WRITER.round() + 1));
        StoredTracedLog stored = new StoredTracedLog(storage, WRITER);

        assertThatThrownBy(() -> stored.write(List.of(traced(1)))).isInstanceOf(VoidAttemptException.class);
        assertThat(StoredTracedLog.read(storage, 7)).isEmpty();
    }

    @Test
    void objectsOfALogGoInTheOrderInWhichTheyCame() throws IOException {
        StoredTracedLog stored = new StoredTracedLog(storage, WRITER);
        DeterminantSlice later = new DeterminantSlice(OTHER, 1, 8, 5, new byte[] {2});
        assertThat(stored.write(List.of(new TracedSlice(later, 1, List.of())))).isEmpty();
        assertThat(stored.write(List.of(traced(2)))).isEmpty();

        assertThat(StoredTracedLog.read(storage, 8)).hasSize(2);
    }

    private static TracedSlice traced(long number, Dependency... dependencies) {
        return new TracedSlice(new DeterminantSlice(ONE, 1, 7, number, new byte[] {1}), number, List.of(dependencies));
    }
}
