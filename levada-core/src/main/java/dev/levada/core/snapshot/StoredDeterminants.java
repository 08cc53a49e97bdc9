package dev.levada.core.snapshot;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
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
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tasks of one process chose, in the store beside the snapshots on which it builds: whatever has gathered
 * while the last object was written is one object, for all tasks. It goes with the snapshots of the epoch after it.
 * Confined to one thread.
 *
 * <p>What is only handed in for others, because somebody else has it in memory, counts in the recovery that it was
 * handed in for, and not after: it says what others depended on who lived then, and what it depends on itself may be
 * lost since.
 */
public final class StoredDeterminants {
    static final String SUFFIX = ".determinants";
    /** What is handed in has the number of the recovery in the name of its writer. */
    private static final Pattern HANDED_IN = Pattern.compile("\\d+-r(\\d+)x.*");

    private static final Codec<Gathered> CODEC = Codecs.of(Gathered.class);
    private static final long FORMAT = Codecs.fingerprint(Gathered.class);
    private static final Codec<Traced> TRACED = Codecs.of(Traced.class);
    private static final long TRACED_FORMAT = Codecs.fingerprint(Traced.class);

    private final SnapshotStorage storage;
    private final String writer;
    private long number;
    private long lastEpoch;

    private record Gathered(List<DeterminantSlice> slices) {}

    /** @param first the number of the first slice */
    private record Traced(LogWriter writer, long first, List<TracedOne> slices) {}

    /** @param dependencies absent if they are those of the slice before */
    private record TracedOne(DeterminantSlice slice, Optional<List<Dependency>> dependencies) {}

    private record Named(String name, long number) {}

    /**
     * For what its tasks choose.
     *
     * @param writer tells this process from all others, also from earlier ones in its place: letters and digits, from
     *     which {@code r} is not the first
     */
    public StoredDeterminants(SnapshotStorage storage, String writer) {
        this.storage = storage;
        this.writer = writer;
    }

    /** For what is handed in for others in one recovery. */
    public static StoredDeterminants handedIn(SnapshotStorage storage, String writer, long round) {
        return new StoredDeterminants(storage, "r" + round + "x" + writer);
    }

    /**
     * Stores what has gathered, in order, and waits until it is durable.
     *
     * <p>Then looks who is void. What others depend on was in the store before the floors of those who wrote it were
     * raised, so whoever reads after that finds all of it. Looking before would not do: between looking and storing
     * others may read.
     *
     * @return those slices whose attempts were void by then: nobody may ever depend on them
     * @throws IOException if it may not be; nothing of those tasks may be stored by this process any more then
     */
    public List<DeterminantSlice> write(List<DeterminantSlice> gathered) throws IOException {
        long last = gathered.stream().mapToLong(DeterminantSlice::epoch).max().orElse(0);
        number++;
        String name = "%d-%s-%d%s".formatted(last + 1, writer, number, SUFFIX);
        ByteOutput out = new ByteOutput(256);
        out.writeLong(FORMAT);
        CODEC.write(new Gathered(gathered), out);
        storage.put(new TaskId(writer, 0), 1, name, List.of(out.toByteArray()).iterator());
        return voidNow(gathered, storage.floors());
    }

    private static List<DeterminantSlice> voidNow(List<DeterminantSlice> slices, Map<String, Long> floors) {
        return slices.stream()
                .filter(slice ->
                        slice.attempt() < floors.getOrDefault(slice.task().toString(), 0L))
                .toList();
    }

    /** For the log of a process on whose tasks others may depend before it is durable. */
    public static StoredDeterminants of(SnapshotStorage storage, LogWriter writer) {
        return new StoredDeterminants(
                storage, "o%di%dx%d".formatted(writer.worker(), writer.incarnation(), writer.round()));
    }

    /**
     * Stores what goes on where the last one ended, and waits until it is durable. If that fails, the same has to be
     * given again.
     *
     * @return those slices whose attempts are void: nobody who counts may depend on them
     * @throws VoidAttemptException if the log is: nothing of it will ever be durable that is not
     * @throws IOException if it may not be durable
     */
    public List<DeterminantSlice> write(TracedLog gathered) throws IOException {
        List<DeterminantSlice> slices =
                gathered.slices().stream().map(TracedSlice::slice).toList();
        LogWriter by = gathered.writer();
        // Never less than before: the objects of a log are deleted in the order in which they were written.
        lastEpoch = Math.max(
                lastEpoch,
                slices.stream().mapToLong(DeterminantSlice::epoch).max().orElse(0));
        String name = "%d-%s-%d%s".formatted(lastEpoch + 1, writer, number + 1, SUFFIX);
        ByteOutput out = new ByteOutput(256);
        out.writeLong(TRACED_FORMAT);
        TRACED.write(traced(gathered), out);
        TaskId owner = LogWriter.owner(by.worker());
        try {
            storage.put(owner, by.round(), name, List.of(out.toByteArray()).iterator());
        } catch (IOException e) {
            if (storage.floors().getOrDefault(owner.toString(), 0L) > by.round()) {
                throw new VoidAttemptException(
                        slices.get(0).task(), slices.get(0).attempt());
            }
            throw e;
        }
        List<DeterminantSlice> refused = voidNow(slices, storage.floors());
        number++;
        return refused;
    }

    private static Traced traced(TracedLog log) {
        List<TracedOne> all = new ArrayList<>();
        List<Dependency> before = null;
        for (TracedSlice each : log.slices()) {
            boolean same = each.dependencies().equals(before);
            all.add(new TracedOne(each.slice(), same ? Optional.empty() : Optional.of(each.dependencies())));
            before = each.dependencies();
        }
        return new Traced(log.writer(), log.slices().get(0).number(), all);
    }

    private static TracedLog log(Traced traced) {
        List<TracedSlice> all = new ArrayList<>();
        List<Dependency> before = List.of();
        for (TracedOne each : traced.slices()) {
            before = each.dependencies().orElse(before);
            all.add(new TracedSlice(each.slice(), traced.first() + all.size(), before));
        }
        return new TracedLog(traced.writer(), all);
    }

    /** What all processes have stored of logs on which others may have depended before, since a complete epoch. */
    public static List<TracedLog> logs(SnapshotStorage storage, long epoch) throws IOException {
        List<TracedLog> logs = new ArrayList<>();
        for (Named each : named(storage, epoch, 0)) {
            Object found = read(storage, each.name());
            if (found instanceof Traced traced) {
                logs.add(log(traced));
            }
        }
        return logs;
    }

    /**
     * What all processes have stored since an epoch, that of each in order: what {@link DeterminantSlice#takenOver}
     * looks through.
     *
     * @param epoch a complete one: an object may hold what was chosen in several later ones
     * @param round the recovery for which it is read
     */
    public static List<DeterminantSlice> read(SnapshotStorage storage, long epoch, long round) throws IOException {
        return read(storage, epoch, round, RecoveryLine.none());
    }

    /** Likewise, but only what is within a line. */
    public static List<DeterminantSlice> read(SnapshotStorage storage, long epoch, long round, RecoveryLine line)
            throws IOException {
        List<DeterminantSlice> slices = new ArrayList<>();
        for (Named each : named(storage, epoch, round)) {
            Object found = read(storage, each.name());
            if (found instanceof Gathered gathered) {
                slices.addAll(gathered.slices());
            } else if (found instanceof Traced traced) {
                log(traced).slices().stream()
                        .filter(slice -> line.holds(traced.writer(), slice.number()))
                        .forEach(slice -> slices.add(slice.slice()));
            }
        }
        return slices;
    }

    private static List<Named> named(SnapshotStorage storage, long epoch, long round) throws IOException {
        List<Named> found = new ArrayList<>();
        for (String name : storage.names()) {
            if (name.endsWith(SUFFIX) && StoredSnapshot.epochOf(name) > epoch && counts(name, round)) {
                found.add(new Named(name, numberOf(name)));
            }
        }
        found.sort(Comparator.comparingLong(Named::number).thenComparing(Named::name));
        return found;
    }

    private static boolean counts(String name, long round) {
        Matcher handedIn = HANDED_IN.matcher(name);
        return !handedIn.matches() || Long.parseLong(handedIn.group(1)) == round;
    }

    private static long numberOf(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1, name.length() - SUFFIX.length()));
    }

    /** A {@link Gathered} or a {@link Traced}. */
    private static Object read(SnapshotStorage storage, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<byte[]> blocks = storage.get(name);
        while (blocks.hasNext()) {
            bytes.writeBytes(blocks.next());
        }
        ByteInput in = new ByteInput(bytes.toByteArray());
        long format = in.readLong();
        if (format == TRACED_FORMAT) {
            return TRACED.read(in);
        }
        if (format != FORMAT) {
            throw new CorruptBytesException(
                    "what tasks chose has format %x, this version reads %x; finish the job with the version that began it"
                            .formatted(format, FORMAT));
        }
        return CODEC.read(in);
    }
}
