package dev.levada.core.determinant;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Determinants of one attempt at a task in a row, all of one epoch, as they lie in a log. The first slice of an attempt
 * begins with all that it has taken over from earlier ones. If that is much, its beginning is in slices before the
 * first, which mean nothing without it.
 *
 * @param epoch the last epoch that had begun before the first of them
 * @param from how far the attempt's log went without them; 0 for its first slice, and below that for those before it,
 *     whose last one ends there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DeterminantSlice(TaskId task, long attempt, long epoch, long from, byte[] bytes) {
    private static final long NOWHERE = Long.MIN_VALUE;
    private static final Codec<DeterminantSlice> CODEC = Codecs.of(DeterminantSlice.class);

    /** How far the attempt's log goes with them: that it has begun is worth a position of its own. */
    public long upTo() {
        return from + bytes.length + (from == 0 ? 1 : 0);
    }

    /** The same, if 0 is so far behind the start of what it is a part of. */
    DeterminantSlice behind(long start) {
        return new DeterminantSlice(task, attempt, epoch, from - start, bytes);
    }

    public byte[] toBytes() {
        ByteOutput out = new ByteOutput(bytes.length + 64);
        writeTo(out);
        return out.toByteArray();
    }

    public void writeTo(ByteOutput out) {
        CODEC.write(this, out);
    }

    /** @throws dev.levada.api.codec.CorruptBytesException if these are no slice's */
    public static DeterminantSlice of(byte[] bytes) {
        return read(new ByteInput(bytes));
    }

    /** @throws dev.levada.api.codec.CorruptBytesException if what is next is no slice */
    public static DeterminantSlice read(ByteInput in) {
        return CODEC.read(in);
    }

    /**
     * What a new attempt at a task takes over.
     *
     * <p>Of the attempts that are in the logs only the last one counts, whatever earlier ones have written since: it
     * has let nothing leave before its first slice was kept as the protocol demands, and that slice has all of theirs
     * that anybody may know of. So nobody has to keep an attempt that was given up from writing. One of which there are
     * only slices before its first does not count.
     *
     * @param found the slices in all logs, in any order; one may be there several times
     * @param attempt the new one
     * @param epoch the epoch that it goes back to
     * @throws VoidAttemptException if it is not the last one, so it must not begin
     */
    public static byte[] takenOver(List<DeterminantSlice> found, TaskId task, long attempt, long epoch)
            throws VoidAttemptException {
        return takenOver(found, task, attempt, epoch, 0);
    }

    /**
     * Likewise, by an attempt that goes back to the end of a window within an epoch: from there on.
     *
     * @param window the number of the window
     * @param takenBy the attempt that took the snapshot: it had repeated by then all that anybody may know of what
     *     earlier ones chose, so they do not count
     * @return what was chosen since, that the window ended first; empty if not even that is known
     */
    public static byte[] takenOver(
            List<DeterminantSlice> found, TaskId task, long attempt, long epoch, long window, long takenBy)
            throws VoidAttemptException {
        byte[] sinceEpoch = takenOver(found, task, attempt, epoch, takenBy);
        DeterminantReader in = new DeterminantReader(sinceEpoch);
        int from = 0;
        while (in.hasNext() && !in.endsEpoch()) {
            if (in.endsWindow() && in.value() == window) {
                return Arrays.copyOfRange(sinceEpoch, from, sinceEpoch.length);
            }
            in.take();
            from = sinceEpoch.length - in.remaining();
        }
        return new byte[0];
    }

    private static byte[] takenOver(
            List<DeterminantSlice> found, TaskId task, long attempt, long epoch, long firstAttempt)
            throws VoidAttemptException {
        List<DeterminantSlice> own =
                found.stream().filter(slice -> slice.task().equals(task)).toList();
        long begun = own.stream().mapToLong(DeterminantSlice::attempt).max().orElse(0);
        if (begun >= attempt) {
            throw new VoidAttemptException(task, attempt, begun);
        }
        long last = own.stream()
                .filter(slice -> slice.from() >= 0 && slice.attempt() >= firstAttempt)
                .mapToLong(DeterminantSlice::attempt)
                .max()
                .orElse(0);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long reached = NOWHERE;
        for (DeterminantSlice slice : own.stream()
                .filter(slice -> slice.attempt() == last)
                .sorted(Comparator.comparingLong(DeterminantSlice::from))
                .toList()) {
            byte[] wanted = slice.since(epoch);
            // Without what is there twice, up to the first gap: nobody depends on what is behind one.
            if (wanted != null && (reached == NOWHERE || slice.from() == reached)) {
                all.writeBytes(wanted);
                reached = slice.upTo();
            }
        }
        return all.toByteArray();
    }

    /** What of it was chosen since an epoch, null if all of it was before: a first slice may be of more than one. */
    public byte @Nullable [] since(long wanted) {
        if (epoch >= wanted) {
            return bytes;
        }
        DeterminantReader in = new DeterminantReader(bytes);
        while (in.hasNext()) {
            in.take();
            if (in.endsEpoch() && in.value() == wanted) {
                return in.rest();
            }
        }
        return null;
    }
}
