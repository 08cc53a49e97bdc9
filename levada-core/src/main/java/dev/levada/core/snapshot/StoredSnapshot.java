package dev.levada.core.snapshot;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.StateDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A task's snapshot as it lies in the store, with its state in objects of their own. Components as in
 * {@link TaskSnapshot}.
 *
 * @param held for each output of which something is in such an object, the first number there
 * @param sent the names of the objects that hold what was sent and may be asked for; empty if there is nothing
 * @param sample a digest of the state of each operator; empty if nobody compares
 */
public record StoredSnapshot(
        TaskId task,
        long attempt,
        long epoch,
        long window,
        boolean finished,
        Map<ChannelId, Long> inputs,
        List<ChannelId> ended,
        Map<ChannelId, Long> outputs,
        long externalCalls,
        SourcePositions positions,
        List<StoredOperator> operators,
        Map<ChannelId, Long> held,
        List<String> sent,
        LoopState loop,
        WatermarkState watermarks,
        Map<String, StateDigest> sample) {
    /** Ends the name of the object that holds what was sent by a snapshot. */
    static final String SENT = ".sent";
    /** Comes before the number of a window in the name of its snapshot. */
    private static final String WITHIN = "w";

    private static final Pattern PLACE = Pattern.compile("\\d+(w\\d+)?");

    private static final Codec<StoredSnapshot> CODEC = Codecs.of(StoredSnapshot.class);
    private static final long FORMAT = Codecs.fingerprint(StoredSnapshot.class);

    /**
     * One operator of the task.
     *
     * @param state the names of the objects that hold its keyed state, in the order in which they are to be loaded;
     *     empty if it keeps none
     */
    public record StoredOperator(String operator, List<String> state, List<Prepared> prepared) {}

    /** The name of a snapshot in the store, of where an epoch begins. */
    public static String name(TaskId task, long attempt, long epoch) {
        return name(task, attempt, epoch, 0);
    }

    /** The name of a snapshot in the store; the names of its state objects begin with it. */
    static String name(TaskId task, long attempt, long epoch, long window) {
        return "%d%s-%d-%d-%s"
                .formatted(epoch, window == 0 ? "" : WITHIN + window, attempt, task.index(), task.chain());
    }

    /**
     * A channel, if there is any, of which the consumer stands before where its producer does: between is some output.
     */
    public static Optional<ChannelId> onTheWay(Collection<StoredSnapshot> ofOneEpoch) {
        Map<ChannelId, Long> next = new LinkedHashMap<>();
        ofOneEpoch.forEach(each -> next.putAll(each.inputs()));
        return ofOneEpoch.stream()
                .flatMap(each -> each.outputs().entrySet().stream())
                .filter(output -> next.getOrDefault(output.getKey(), Long.MAX_VALUE) <= output.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether an object is a snapshot, from its name: not what one is made of, nor a log. */
    static boolean isName(String name) {
        return !name.endsWith(".state")
                && !name.endsWith(SENT)
                && !name.endsWith(StoredDeterminants.SUFFIX)
                && !name.endsWith(StoredDeterminants.RECORDED)
                && !name.endsWith(StoredTracedLog.SUFFIX);
    }

    /** The epoch of an object, from its name. */
    static long epochOf(String name) {
        return Long.parseLong(place(name)[0]);
    }

    /** The attempt that took a snapshot, from its name. */
    public static long attemptOf(String name) {
        return Long.parseLong(name.split("-", 3)[1]);
    }

    /** The window of an object, from its name; 0 if it is not of one. */
    static long windowOf(String name) {
        String[] place = place(name);
        return place.length == 1 ? 0 : Long.parseLong(place[1]);
    }

    private static String[] place(String name) {
        return name.substring(0, name.indexOf('-')).split(WITHIN, 2);
    }

    /** Whether the snapshot of one name was taken later than that of another of the same task. */
    static boolean isLater(String name, String other) {
        return isLater(name, epochOf(other), windowOf(other));
    }

    private static boolean isLater(String name, long epoch, long window) {
        long own = epochOf(name);
        return own > epoch || (own == epoch && windowOf(name) > window);
    }

    /**
     * The name of the newest snapshot of a task, among objects, that holds what the task had sent: to which it can go
     * back alone although the epoch is not complete, or is not over. What earlier attempts do again is the same, so no
     * two of these have one of the same epoch that differ; and an attempt numbers its windows on from those of the
     * snapshot that it has gone back to.
     *
     * @param epoch only those count that were taken after its beginning
     * @param attempt only those of earlier ones count
     * @param names of all objects
     */
    public static Optional<String> newest(TaskId task, long epoch, long attempt, Set<String> names) {
        String end = "-%d-%s".formatted(task.index(), task.chain());
        String newest = null;
        for (String name : names) {
            if (name.endsWith(end)
                    && isOf(task, attempt, name)
                    && names.contains(name + SENT)
                    && (newest == null ? isLater(name, epoch, 0) : isLater(name, newest))) {
                newest = name;
            }
        }
        return Optional.ofNullable(newest);
    }

    private static boolean isOf(TaskId task, long before, String name) {
        String[] parts = name.split("-", 4);
        return parts.length == 4
                && PLACE.matcher(parts[0]).matches()
                && !parts[1].isEmpty()
                && parts[1].chars().allMatch(Character::isDigit)
                && parts[2].equals(String.valueOf(task.index()))
                && parts[3].equals(task.chain())
                && Long.parseLong(parts[1]) < before;
    }

    String name() {
        return name(task, attempt, epoch, window);
    }

    public byte[] toBytes() {
        ByteOutput out = new ByteOutput(512);
        out.writeLong(FORMAT);
        CODEC.write(this, out);
        return out.toByteArray();
    }

    /** @throws CorruptBytesException if the bytes are not of a snapshot that this version can read */
    public static StoredSnapshot of(byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        long format = in.readLong();
        if (format != FORMAT) {
            throw new CorruptBytesException(
                    "the snapshot has format %x, this version reads %x; finish the job with the version that began it"
                            .formatted(format, FORMAT));
        }
        return CODEC.read(in);
    }
}
