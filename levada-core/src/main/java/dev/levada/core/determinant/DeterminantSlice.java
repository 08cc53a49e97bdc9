package dev.levada.core.determinant;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Determinants of one attempt at a task in a row, all of one epoch, as they lie in a log. The first slice of an attempt
 * begins with all that it has taken over from earlier ones.
 *
 * @param epoch the last epoch that had begun before the first of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DeterminantSlice(TaskId task, long attempt, long epoch, byte[] bytes) {
    private static final Codec<DeterminantSlice> CODEC = Codecs.of(DeterminantSlice.class);

    public byte[] toBytes() {
        ByteOutput out = new ByteOutput(bytes.length + 64);
        CODEC.write(this, out);
        return out.toByteArray();
    }

    /** @throws dev.levada.api.codec.CorruptBytesException if these are no slice's */
    public static DeterminantSlice of(byte[] bytes) {
        return CODEC.read(new ByteInput(bytes));
    }

    /**
     * What a new attempt at a task takes over.
     *
     * <p>Of the attempts that are in the logs only the last one counts, whatever earlier ones have written since: it
     * has let nothing leave before its first slice was durable, and that slice has all of theirs that anybody may know
     * of. So nobody has to keep an attempt that was given up from writing.
     *
     * @param found the slices in all logs, those of one attempt in order
     * @param attempt the new one
     * @param epoch the epoch that it goes back to
     * @throws VoidAttemptException if it is not the last one, so it must not begin
     */
    public static byte[] takenOver(List<DeterminantSlice> found, TaskId task, long attempt, long epoch)
            throws VoidAttemptException {
        long last = found.stream()
                .filter(slice -> slice.task().equals(task))
                .mapToLong(DeterminantSlice::attempt)
                .max()
                .orElse(0);
        if (last >= attempt) {
            throw new VoidAttemptException(task, attempt, last);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (DeterminantSlice slice : found) {
            if (slice.task().equals(task) && slice.attempt() == last) {
                all.writeBytes(slice.since(epoch));
            }
        }
        return all.toByteArray();
    }

    /** What of it was chosen since an epoch: an attempt's first slice may be of more than one. */
    private byte[] since(long from) {
        if (epoch >= from) {
            return bytes;
        }
        DeterminantReader in = new DeterminantReader(bytes);
        while (in.hasNext()) {
            in.take();
            if (in.kind() == DeterminantKind.CUT && in.value() == from) {
                return in.rest();
            }
        }
        return new byte[0];
    }
}
