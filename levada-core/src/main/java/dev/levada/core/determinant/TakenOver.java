package dev.levada.core.determinant;

import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an attempt has taken over and has to hand over again: at once, or in parts where it may be too much for that.
 */
final class TakenOver {
    /** A part is ended when it is as long; a single determinant may make it longer. */
    private static final int PART_BYTES = 1 << 11;

    private byte[] bytes;
    private long epoch;

    /**
     * All of it is there.
     *
     * @param epoch the last one that had begun before the first of it
     */
    TakenOver(byte[] bytes, long epoch) {
        this.bytes = bytes;
        this.epoch = epoch;
    }

    /** What is there. */
    byte[] bytes() {
        return bytes;
    }

    /** The last epoch that had begun before the first of it. */
    long epoch() {
        return epoch;
    }

    /** Cuts off all but the end of it, in slices that come before the first one of an attempt. */
    List<DeterminantSlice> takeParts(TaskId task, long attempt) {
        List<DeterminantSlice> parts = new ArrayList<>();
        DeterminantReader reader = new DeterminantReader(bytes);
        int from = 0;
        long begun = epoch;
        while (reader.remaining() > PART_BYTES && reader.hasNext()) {
            reader.take();
            begun = reader.endsEpoch() ? reader.value() : begun;
            int upTo = bytes.length - reader.remaining();
            if (upTo - from >= PART_BYTES) {
                parts.add(new DeterminantSlice(task, attempt, epoch, from, Arrays.copyOfRange(bytes, from, upTo)));
                from = upTo;
                epoch = begun;
            }
        }
        bytes = Arrays.copyOfRange(bytes, from, bytes.length);
        long all = from;
        return parts.stream().map(part -> part.behind(all)).toList();
    }
}
