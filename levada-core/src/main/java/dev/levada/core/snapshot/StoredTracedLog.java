package dev.levada.core.snapshot;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.Dependency;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedLog;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The log of a process on whose tasks others may depend before it is durable, in the store: what it chose, and on what
 * in other such logs that depends. Whatever has gathered while the last object was written is one object, as only an
 * object that is put as a whole is refused from a writer that was shut out. Confined to one thread.
 */
public final class StoredTracedLog {
    static final String SUFFIX = ".traced";

    private static final Codec<Traced> CODEC = Codecs.of(Traced.class);
    private static final long FORMAT = Codecs.fingerprint(Traced.class);

    private final SnapshotStorage storage;
    private final LogWriter writer;
    private long number;
    private long nextEpoch;

    /** @param first the number of the first slice */
    private record Traced(LogWriter writer, long first, List<TracedOne> slices) {}

    /** @param dependencies absent if they are those of the slice before */
    private record TracedOne(DeterminantSlice slice, Optional<List<Dependency>> dependencies) {}

    /** Nothing is written yet. */
    public StoredTracedLog(SnapshotStorage storage, LogWriter writer) {
        this.storage = storage;
        this.writer = writer;
    }

    /**
     * Stores what goes on where the last ended, and waits until it is durable. If that fails, the same has to be given
     * again.
     *
     * @return those slices whose attempts are void: nobody who counts may depend on them
     * @throws VoidAttemptException if the log is: nothing of it will ever be durable that is not
     * @throws IOException if it may not be durable
     */
    public List<DeterminantSlice> write(List<TracedSlice> gathered) throws IOException {
        List<DeterminantSlice> slices =
                gathered.stream().map(TracedSlice::slice).toList();
        // Never less than before: the objects of a log are deleted in the order in which they were written.
        nextEpoch = Math.max(nextEpoch, StoredDeterminants.nextEpoch(slices));
        String own = "o%di%dx%d".formatted(writer.worker(), writer.incarnation(), writer.round());
        ByteOutput out = new ByteOutput(256);
        out.writeLong(FORMAT);
        CODEC.write(packed(gathered), out);
        TaskId owner = LogWriter.owner(writer.worker());
        try {
            storage.put(
                    owner,
                    writer.round(),
                    LogObject.name(nextEpoch, own, number + 1, SUFFIX),
                    List.of(out.toByteArray()).iterator());
        } catch (IOException e) {
            if (storage.floors().getOrDefault(owner.toString(), 0L) > writer.round()) {
                throw new VoidAttemptException(
                        slices.get(0).task(), slices.get(0).attempt());
            }
            throw e;
        }
        List<DeterminantSlice> refused = StoredDeterminants.voidNow(slices, storage.floors());
        number++;
        return refused;
    }

    private Traced packed(List<TracedSlice> slices) {
        List<TracedOne> all = new ArrayList<>();
        List<Dependency> before = null;
        for (TracedSlice each : slices) {
            boolean same = each.dependencies().equals(before);
            all.add(new TracedOne(each.slice(), same ? Optional.empty() : Optional.of(each.dependencies())));
            before = each.dependencies();
        }
        return new Traced(writer, slices.get(0).number(), all);
    }

    private static TracedLog unpacked(Traced traced) {
        List<TracedSlice> all = new ArrayList<>();
        List<Dependency> before = List.of();
        for (TracedOne each : traced.slices()) {
            before = each.dependencies().orElse(before);
            all.add(new TracedSlice(each.slice(), traced.first() + all.size(), before));
        }
        return new TracedLog(traced.writer(), all);
    }

    /**
     * What all processes have stored since an epoch, that of each in order.
     *
     * @param epoch a complete one: what was chosen before is no longer asked for
     */
    public static List<TracedLog> read(SnapshotStorage storage, long epoch) throws IOException {
        List<TracedLog> logs = new ArrayList<>();
        for (String name : LogObject.since(storage, epoch, SUFFIX)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Iterator<byte[]> blocks = storage.get(name);
            while (blocks.hasNext()) {
                bytes.writeBytes(blocks.next());
            }
            ByteInput in = new ByteInput(bytes.toByteArray());
            LogObject.checkFormat(in.readLong(), FORMAT);
            logs.add(unpacked(CODEC.read(in)));
        }
        return logs;
    }

    /** Of that what is within a line: what {@link DeterminantSlice#takenOver} looks through. */
    public static List<DeterminantSlice> read(SnapshotStorage storage, long epoch, RecoveryLine line)
            throws IOException {
        return read(storage, epoch).stream()
                .flatMap(log -> log.slices().stream()
                        .filter(slice -> line.holds(log.writer(), slice.number()))
                        .map(TracedSlice::slice))
                .toList();
    }
}
