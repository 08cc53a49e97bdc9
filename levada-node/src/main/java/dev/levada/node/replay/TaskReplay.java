package dev.levada.node.replay;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.replay.Recording;
import dev.levada.cluster.replay.Replay;
import dev.levada.cluster.replay.ReplayListener;
import dev.levada.cluster.replay.ReplayRange;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.io.snapshot.CorruptSnapshotException;
import dev.levada.io.time.SystemTime;
import dev.levada.node.storage.RecordedDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A replay from a state directory, on the calling thread. Nothing in the directory is changed. */
public final class TaskReplay implements Closeable {
    private static final int TURN_RECORDS = 64;
    private static final long IDLE_NANOS = 1_000_000;
    /** How long sources may take to give again what they gave; a minute. */
    private static final int MAX_IDLE_TURNS = 60_000;

    private final Path directory;
    private final RecordedDirectory recorded;
    private final Recording recording;

    private TaskReplay(Path directory, RecordedDirectory recorded, Recording recording) {
        this.directory = directory;
        this.recorded = recorded;
        this.recording = recording;
    }

    /**
     * Opens a state directory; no job can have it until it is closed.
     *
     * @throws BadInputException if a job has it, or it cannot be read
     */
    public static TaskReplay open(Path directory) {
        RecordedDirectory recorded = RecordedDirectory.open(directory);
        return new TaskReplay(directory, recorded, Recording.of(recorded.decisions()));
    }

    /** How all of the job's tasks recovered, if they did so alike. */
    public Optional<Recovery> recovery() {
        return recording.recovery();
    }

    /** What the job's coordinator decided. */
    public Recording recording() {
        return recording;
    }

    /**
     * Does again what a task did.
     *
     * @param plan of the job in the form in which it ran
     * @param listener hears what the task does
     * @throws BadInputException if there is no such task, or no log of that range, or it cannot be read
     * @throws dev.levada.cluster.planner.GuaranteeException if the job's recovery does not record enough
     * @throws ReplayFailedException if an operator fails, or does something else than it did
     */
    public ReplayReport run(JobPlan plan, TaskId task, ReplayRange range, ReplayListener listener) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Codecs codecs = new Codecs(loader != null ? loader : TaskReplay.class.getClassLoader());
        Outputs outputs = new Outputs(listener, codecs.codec(Object.class));
        try {
            ReplayListener heard = CallAnswers.of(plan, task, outputs);
            Replay replay = Replay.of(plan, task, recording, range, recorded.snapshots(), codecs, heard);
            try {
                boolean over = done(replay, task);
                return report(plan, task, replay, outputs, over);
            } finally {
                replay.close();
            }
        } catch (IOException | CorruptSnapshotException e) {
            throw new BadInputException(
                    "what task %s began with cannot be read in '%s': %s".formatted(task, directory, e.getMessage()), e);
        }
    }

    private boolean done(Replay replay, TaskId task) {
        try {
            replay.open();
            return turns(replay);
        } catch (BadInputException e) {
            throw e;
        } catch (RuntimeException e) { // whatever a user's code throws
            throw new ReplayFailedException(task, replay.epoch(), e);
        }
    }

    /** Whether all was done. Sources that wait for a certain time need not: it is only said to have come. */
    private static boolean turns(Replay replay) {
        long ahead = 0;
        int idle = 0;
        while (!replay.isOver()) {
            long now = SystemTime.nanos() + ahead;
            if (replay.turn(TURN_RECORDS, now, SystemTime.epochMillis()) > 0 || replay.isOver()) {
                idle = 0;
                continue;
            }
            long wake = replay.wakeNanos();
            if (wake != 0 && wake - now > 0) {
                ahead += wake - now;
            } else if (!replay.waitsForSources() || ++idle > MAX_IDLE_TURNS) {
                return false;
            } else {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
        return true;
    }

    private ReplayReport report(JobPlan plan, TaskId task, Replay replay, Outputs outputs, boolean over)
            throws IOException {
        boolean logsEnd = !over && !replay.logsWait() && !replay.waitsForSources();
        List<TaskId> all = replay.tasks();
        return new ReplayReport(
                plan.job(),
                task,
                plan.recovery(),
                replay.epoch(),
                all.subList(0, all.size() - 1),
                replay.replayed(),
                replay.toReplay(),
                replay.logs(),
                over ? ReplayReport.Ending.OVER : logsEnd ? ReplayReport.Ending.LOGS : ReplayReport.Ending.STALLED,
                replay.to(),
                replay.differences(),
                outputs.report(replay));
    }

    @Override
    public void close() throws IOException {
        recorded.close();
    }
}
