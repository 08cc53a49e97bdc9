package dev.levada.core.snapshot;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    private final SnapshotStorage storage;
    private final String writer;
    private long number;

    private record Gathered(List<DeterminantSlice> slices) {}

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
        Map<String, Long> floors = storage.floors();
        return gathered.stream()
                .filter(slice ->
                        slice.attempt() < floors.getOrDefault(slice.task().toString(), 0L))
                .toList();
    }

    /**
     * What all processes have stored since an epoch, that of each in order: what {@link DeterminantSlice#takenOver}
     * looks through.
     *
     * @param epoch a complete one: an object may hold what was chosen in several later ones
     * @param round the recovery for which it is read
     */
    public static List<DeterminantSlice> read(SnapshotStorage storage, long epoch, long round) throws IOException {
        List<Named> found = new ArrayList<>();
        for (String name : storage.names()) {
            if (name.endsWith(SUFFIX) && StoredSnapshot.epochOf(name) > epoch && counts(name, round)) {
                found.add(new Named(name, numberOf(name)));
            }
        }
        found.sort(Comparator.comparingLong(Named::number).thenComparing(Named::name));
        List<DeterminantSlice> slices = new ArrayList<>();
        for (Named each : found) {
            slices.addAll(read(storage, each.name()));
        }
        return slices;
    }

    private static boolean counts(String name, long round) {
        Matcher handedIn = HANDED_IN.matcher(name);
        return !handedIn.matches() || Long.parseLong(handedIn.group(1)) == round;
    }

    private static long numberOf(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1, name.length() - SUFFIX.length()));
    }

    private static List<DeterminantSlice> read(SnapshotStorage storage, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<byte[]> blocks = storage.get(name);
        while (blocks.hasNext()) {
            bytes.writeBytes(blocks.next());
        }
        ByteInput in = new ByteInput(bytes.toByteArray());
        long format = in.readLong();
        if (format != FORMAT) {
            throw new CorruptBytesException(
                    "what tasks chose has format %x, this version reads %x; finish the job with the version that began it"
                            .formatted(format, FORMAT));
        }
        return CODEC.read(in).slices();
    }
}
