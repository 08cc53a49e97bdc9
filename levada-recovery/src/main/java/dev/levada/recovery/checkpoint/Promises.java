package dev.levada.recovery.checkpoint;

import dev.levada.core.plan.ChannelId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * What a task tells its producers that no snapshot of theirs need hold: what it has processed and will have processed
 * at each of its own cuts that is still to come, whichever that is.
 *
 * <p>After its cut it has to keep silent about what it processes from then on, until it knows that the producer's
 * snapshot of the same epoch is taken: what was on its way at the cut is in that snapshot or nowhere. It knows by the
 * producer's barrier, which is behind all of it; or if the epoch is over, one way or the other.
 */
final class Promises {
    private final Supplier<Map<ChannelId, Long>> next;
    private final ObjLongConsumer<ChannelId> acknowledge;
    /** By input, the last number processed at the task's own last cut. */
    private final Map<ChannelId, Long> atCut = new LinkedHashMap<>();
    /** By input, the last epoch whose barrier has come: the producer has begun it. */
    private final Map<ChannelId, Long> begun = new LinkedHashMap<>();

    private final Map<ChannelId, Long> told = new LinkedHashMap<>();
    private long epoch;
    private long over;

    /**
     * Of a task that begins at an epoch, as all do whom it is connected with.
     *
     * @param next for each input, the first number that was not processed
     * @param acknowledge tells the producer of an input up to where it is processed
     */
    Promises(long startEpoch, Supplier<Map<ChannelId, Long>> next, ObjLongConsumer<ChannelId> acknowledge) {
        this.epoch = startEpoch;
        this.over = startEpoch;
        this.next = next;
        this.acknowledge = acknowledge;
    }

    /** The task ends an epoch here. */
    void cut(long newEpoch) {
        epoch = newEpoch;
        next.get().forEach((input, first) -> atCut.put(input, first - 1));
    }

    /** The producer of an input has begun an epoch before it sent what comes next. */
    void barrier(ChannelId input, long newEpoch) {
        begun.merge(input, newEpoch, Math::max);
    }

    /** Epochs up to this one are complete, or never will be. */
    void over(long upTo) {
        over = Math.max(over, upTo);
    }

    /** Tells what was not told yet. */
    void tell() {
        next.get().forEach((input, first) -> {
            long safe = isBehind(input) ? atCut.getOrDefault(input, 0L) : first - 1;
            if (safe > told.getOrDefault(input, 0L)) {
                told.put(input, safe);
                acknowledge.accept(input, safe);
            }
        });
    }

    /** Whether the snapshot of the last cut's epoch may still have to be taken at the other end. */
    private boolean isBehind(ChannelId input) {
        return Math.max(over, begun.getOrDefault(input, 0L)) < epoch;
    }
}
