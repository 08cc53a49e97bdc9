package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HostLogSweeperTest {
    private final SnapshotStorage logs = new MemoryStorage();
    private final HostLogSweeper sweeper = new HostLogSweeper(logs, "own");

    private void write(String writer, long... epochs) throws IOException {
        for (long epoch : epochs) {
            logs.begin(LogObject.name(epoch, writer, epoch, StoredDeterminants.SUFFIX))
                    .close();
        }
    }

    /** Before which epochs there is something of a writer. */
    private List<Long> left(String writer) throws IOException {
        List<Long> epochs = new ArrayList<>();
        for (String name : logs.names()) {
            if (LogObject.isOf(name, writer)) {
                epochs.add(StoredSnapshot.epochOf(name));
            }
        }
        epochs.sort(null);
        return epochs;
    }

    @Test
    void itsOwnGoesOneEpochLaterAndThatOfOthersTwo() throws IOException {
        write("own", 1, 2, 3, 4);
        write("gone", 1, 2, 3, 4);

        sweeper.sweep(1);
        sweeper.sweep(2);
        assertThat(left("own")).containsExactly(2L, 3L, 4L);
        assertThat(left("gone")).containsExactly(1L, 2L, 3L, 4L);
        sweeper.sweep(3);
        assertThat(left("own")).containsExactly(3L, 4L);
        assertThat(left("gone")).containsExactly(2L, 3L, 4L);
    }

    @Test
    void anEpochThatIsToldAgainIsNotALaterOne() throws IOException {
        write("own", 1);

        for (int times = 0; times < 5; times++) {
            sweeper.sweep(1);
        }

        assertThat(left("own")).containsExactly(1L);
    }

    @Test
    void whatOthersDeleteAtTheSameTimeIsNoFailure() throws IOException {
        write("own", 1);
        write("gone", 1);
        HostLogSweeper failing = new HostLogSweeper(new NothingIsDeleted(logs), "other");
        for (long epoch = 1; epoch < 5; epoch++) {
            failing.sweep(epoch);
        }

        HostLogSweeper itself = new HostLogSweeper(new NothingIsDeleted(logs), "own");
        itself.sweep(1);
        assertThatThrownBy(() -> itself.sweep(2)).isInstanceOf(IOException.class);
    }

    private record NothingIsDeleted(SnapshotStorage other) implements SnapshotStorage {
        @Override
        public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
            other.put(owner, attempt, name, blocks);
        }

        @Override
        public GrowingObject begin(String name) throws IOException {
            return other.begin(name);
        }

        @Override
        public Iterator<byte[]> get(String name) throws IOException {
            return other.get(name);
        }

        @Override
        public void raiseFloors(Map<TaskId, Long> attempts) {
            other.raiseFloors(attempts);
        }

        @Override
        public Map<String, Long> floors() throws IOException {
            return other.floors();
        }

        @Override
        public List<String> names() throws IOException {
            return other.names();
        }

        @Override
        public void delete(String name) throws IOException {
            throw new IOException("%s does not exist".formatted(name));
        }
    }
}
