package dev.levada.core.snapshot;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one process chose, in the store beside the snapshots on which it builds. It is one log for all of
 * them: whatever has gathered while the last was forced is appended and forced together. The log is an object that
 * grows, and another one for each epoch, which goes with the snapshots of the epoch after it. Confined to one thread.
 *
 * <p>What is only handed in for others, because somebody else has it in memory, counts in the recovery that it was
 * handed in for, and not after: it says what others depended on who lived then, and what it depends on itself may be
 * lost since.
 *
 * <p>What tasks chose that share it in memory may be {@link #recorded} here, too: for replays, by people. No recovery
 * reads that, and nothing waits for it.
 */
public final class StoredDeterminants implements Closeable {
    static final String SUFFIX = ".determinants";
    /** Ends the name of what was recorded only. */
    static final String RECORDED = ".recorded";
    /** What is handed in has the number of the recovery in the name of its writer. */
    private static final Pattern HANDED_IN = Pattern.compile("\\d+-r(\\d+)x.*");
    /** A block is ended when it is as long; a single slice may make it longer. */
    private static final int BLOCK_BYTES = 1 << 20;

    private static final Codec<DeterminantSlice> CODEC = Codecs.of(DeterminantSlice.class);
    private static final long FORMAT = Codecs.fingerprint(DeterminantSlice.class);

    private final SnapshotStorage storage;
    private final String writer;
    private final String suffix;
    private long number;
    private @Nullable GrowingObject log;
    /** The log takes what was chosen before this epoch. */
    private long beforeEpoch;

    /**
     * For what its tasks choose.
     *
     * @param writer tells this process from all others, also from earlier ones in its place: letters and digits, from
     *     which {@code r} is not the first
     */
    public StoredDeterminants(SnapshotStorage storage, String writer) {
        this(storage, writer, SUFFIX);
    }

    private StoredDeterminants(SnapshotStorage storage, String writer, String suffix) {
        this.storage = storage;
        this.writer = writer;
        this.suffix = suffix;
    }

    /** Likewise, but what is written is only {@link #recorded}. */
    public static StoredDeterminants recording(SnapshotStorage storage, String writer) {
        return new StoredDeterminants(storage, writer, RECORDED);
    }

    /**
     * Appends what has gathered, in order, and waits until it is durable.
     *
     * <p>Then looks who is void. What others depend on was in the store before the floors of those who wrote it were
     * raised, so whoever reads after that finds all of it. Looking before would not do: between looking and storing
     * others may read.
     *
     * @return those slices whose attempts were void by then: nobody may ever depend on them
     * @throws IOException if it may not be; nothing of those tasks may be stored by this process any more then
     */
    public List<DeterminantSlice> write(List<DeterminantSlice> gathered) throws IOException {
        try {
            GrowingObject open = open(nextEpoch(gathered));
            for (byte[] block : blocks(gathered)) {
                open.append(block);
            }
            open.force();
        } catch (IOException | RuntimeException e) {
            abandon(e);
            throw e;
        }
        return voidNow(gathered, storage.floors());
    }

    static List<DeterminantSlice> voidNow(List<DeterminantSlice> slices, Map<String, Long> floors) {
        return slices.stream()
                .filter(slice ->
                        slice.attempt() < floors.getOrDefault(slice.task().toString(), 0L))
                .toList();
    }

    private GrowingObject open(long nextEpoch) throws IOException {
        GrowingObject open = log;
        if (open == null || nextEpoch > beforeEpoch) {
            close();
            number++;
            open = storage.begin(LogObject.name(nextEpoch, writer, number, suffix));
            log = open;
            beforeEpoch = nextEpoch;
        }
        return open;
    }

    /** What of it is durable is not known: what comes next goes into another object. */
    private void abandon(Exception cause) {
        try {
            close();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        GrowingObject open = log;
        log = null;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Stores what is handed in for others in one recovery, and waits until it is durable.
     *
     * @param writer tells this from all else that is handed in: letters and digits
     */
    public static void handIn(SnapshotStorage storage, String writer, long round, List<DeterminantSlice> slices)
            throws IOException {
        String own = "r" + round + "x" + writer;
        storage.put(
                new TaskId(own, 0),
                1,
                LogObject.name(nextEpoch(slices), own, 1, SUFFIX),
                blocks(slices).iterator());
    }

    static long nextEpoch(List<DeterminantSlice> slices) {
        return slices.stream().mapToLong(DeterminantSlice::epoch).max().orElse(0) + 1;
    }

    /** In order, with the format first in each. */
    private static List<byte[]> blocks(List<DeterminantSlice> slices) {
        List<byte[]> blocks = new ArrayList<>();
        ByteOutput out = new ByteOutput(256);
        for (DeterminantSlice slice : slices) {
            if (out.size() == 0) {
                out.writeLong(FORMAT);
            }
            CODEC.write(slice, out);
            if (out.size() >= BLOCK_BYTES) {
                blocks.add(out.toByteArray());
                out = new ByteOutput(256);
            }
        }
        if (out.size() > 0) {
            blocks.add(out.toByteArray());
        }
        return blocks;
    }

    /**
     * What all processes have stored since an epoch, that of each in order: what {@link DeterminantSlice#takenOver}
     * looks through.
     *
     * @param epoch a complete one: an object may hold what was chosen in several later ones
     * @param round the recovery for which it is read; 0 if for none, so that nothing counts that was only handed in
     */
    public static List<DeterminantSlice> read(SnapshotStorage storage, long epoch, long round) throws IOException {
        return read(storage, epoch, SUFFIX, name -> counts(name, round));
    }

    /** What all processes have recorded since an epoch, that of each in order. */
    public static List<DeterminantSlice> recorded(SnapshotStorage storage, long epoch) throws IOException {
        return read(storage, epoch, RECORDED, any -> true);
    }

    private static List<DeterminantSlice> read(
            SnapshotStorage storage, long epoch, String suffix, Predicate<String> counts) throws IOException {
        List<DeterminantSlice> slices = new ArrayList<>();
        for (String name : LogObject.since(storage, epoch, suffix)) {
            if (counts.test(name)) {
                Iterator<byte[]> blocks = storage.get(name);
                while (blocks.hasNext()) {
                    addSlices(blocks.next(), slices);
                }
            }
        }
        return slices;
    }

    private static boolean counts(String name, long round) {
        Matcher handedIn = HANDED_IN.matcher(name);
        return !handedIn.matches() || Long.parseLong(handedIn.group(1)) == round;
    }

    private static void addSlices(byte[] block, List<DeterminantSlice> slices) {
        ByteInput in = new ByteInput(block);
        LogObject.checkFormat(in.readLong(), FORMAT);
        while (in.remaining() > 0) {
            slices.add(CODEC.read(in));
        }
    }
}
