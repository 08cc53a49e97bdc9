package dev.levada.core.snapshot;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** What the processes of one host have put of what their tasks chose onto a disk that no other host sees. */
public final class HostLogs {

    private HostLogs() {}

    /**
     * Hands in what some tasks chose, for one recovery. Waits for both storages.
     *
     * <p>Whoever logs there looks at the floors when what it logged is durable, and what is below them it never calls
     * so. So what others depend on is there before the floors are raised, and is read after that; and a process that
     * was given up, and lives, may go on to write: nobody depends on it.
     *
     * @param logs those of the host
     * @param store what all hosts see
     * @param writer tells this from all else that is handed in: letters and digits
     * @param attempts the new ones: earlier ones are shut out of the logs
     * @param epoch the last complete one: what was chosen before it is not handed in
     * @throws IOException if it cannot be now
     */
    public static void handIn(
            SnapshotStorage logs,
            SnapshotStorage store,
            String writer,
            long round,
            Map<TaskId, Long> attempts,
            long epoch)
            throws IOException {
        try {
            logs.raiseFloors(attempts);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<DeterminantSlice> slices = StoredDeterminants.read(logs, epoch, 0).stream()
                .filter(slice -> attempts.containsKey(slice.task()))
                .toList();
        if (!slices.isEmpty()) {
            StoredDeterminants.handIn(store, writer, round, slices);
        }
    }
}
