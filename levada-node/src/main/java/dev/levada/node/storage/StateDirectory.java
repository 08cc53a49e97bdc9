package dev.levada.node.storage;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.log.GroupCommitLog;
import dev.levada.io.log.SegmentedLog;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A directory that holds all that one job needs to go on after its process is gone: a log of decisions, and a store of
 * snapshots. Only one process can use it at a time.
 */
public final class StateDirectory implements JobStorage, Closeable {
    static final String DECISIONS = "decisions";
    private static final long SEGMENT_BYTES = 4 << 20;
    private static final long QUEUE_BYTES = 16 << 20;
    private static final int SUMMARY_EVERY = 10_000;
    private static final Codec<Decision> CODEC = Codecs.of(Decision.class);
    private static final long FORMAT = Codecs.fingerprint(Decision.class);

    private final FileDisk disk;
    private final List<Decision> recalled;
    private final GroupCommitLog log;
    private final SnapshotStorage snapshots;
    private final SpillRoom spills;
    private final Summary summary = new Summary();
    private int sinceSummary;

    private StateDirectory(FileDisk disk, List<Decision> recalled, GroupCommitLog log, SnapshotStorage snapshots) {
        this.disk = disk;
        this.recalled = recalled;
        this.log = log;
        this.snapshots = snapshots;
        this.spills = new SpillRoom(() -> disk);
        recalled.forEach(summary::add);
    }

    /**
     * Takes a directory, and makes it if it is not there.
     *
     * @throws BadInputException if it cannot be used, or what is in it cannot be read; nothing in it is changed then
     */
    public static StateDirectory open(Path directory) {
        try {
            return open(directory, FileDisk.open(directory));
        } catch (IOException | CorruptBytesException e) {
            throw unusable(directory, e);
        }
    }

    private static StateDirectory open(Path directory, FileDisk disk) throws IOException {
        try {
            List<Decision> recalled = new ArrayList<>();
            SegmentedLog log = SegmentedLog.open(disk, DECISIONS, SEGMENT_BYTES);
            if (log.lastIndex() > 0) {
                log.read(log.firstIndex(), (index, record) -> recalled.add(decode(record)));
            }
            SnapshotStorage snapshots = new StoreSnapshots(SnapshotStore.open(disk, JobDirectory.SNAPSHOTS));
            SpillRoom.clear(disk); // it dies with its process, and that is gone
            JobDirectory.delete(JobDirectory.workers(directory)); // likewise
            return new StateDirectory(
                    disk, recalled, GroupCommitLog.start(log, "levada-decisions", QUEUE_BYTES), snapshots);
        } catch (IOException e) {
            disk.close();
            throw e;
        } catch (RuntimeException e) {
            disk.close();
            throw unusable(directory, e);
        }
    }

    private static BadInputException unusable(Path directory, Exception cause) {
        return new BadInputException(
                "state directory '%s' cannot be used: %s".formatted(directory, cause.getMessage()), cause);
    }

    static Decision decode(byte[] record) {
        ByteInput in = new ByteInput(record);
        long format = in.readLong();
        if (format != FORMAT) {
            throw new CorruptBytesException(
                    "a decision has format %x, this version reads %x; finish the job with the version that began it"
                            .formatted(format, FORMAT));
        }
        return CODEC.read(in);
    }

    @Override
    public SnapshotStorage snapshots() {
        return snapshots;
    }

    @Override
    public List<Decision> recalled() {
        return recalled;
    }

    /** Called by one thread at a time, in the order of the decisions. */
    @Override
    public void record(Decision decision, Runnable then, Consumer<Throwable> failed) {
        summary.add(decision);
        append(decision, index -> then.run(), failed);
        if (++sinceSummary >= SUMMARY_EVERY) {
            sinceSummary = 0;
            summarize(failed);
        }
    }

    /** Writes anew what all decisions come to; once that is on the disk, the old ones are not needed. */
    private void summarize(Consumer<Throwable> failed) {
        List<Decision> all = summary.decisions();
        AtomicLong begin = new AtomicLong();
        for (int i = 0; i < all.size(); i++) {
            boolean last = i == all.size() - 1;
            append(
                    all.get(i),
                    index -> {
                        begin.compareAndSet(0, index);
                        if (last) {
                            log.dropBefore(begin.get());
                        }
                    },
                    failed);
        }
    }

    private void append(Decision decision, LongConsumer then, Consumer<Throwable> failed) {
        ByteOutput out = new ByteOutput(256);
        out.writeLong(FORMAT);
        CODEC.write(decision, out);
        CompletableFuture<Long> unused = log.append(out.toByteArray()).whenComplete((index, failure) -> {
            if (failure == null) {
                then.accept(index);
            } else {
                failed.accept(failure);
            }
        });
    }

    @Override
    public SpillStore spill() {
        return spills.store();
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public void close() throws IOException {
        try {
            log.close();
            SpillRoom.clear(disk);
        } finally {
            disk.close();
        }
    }
}
