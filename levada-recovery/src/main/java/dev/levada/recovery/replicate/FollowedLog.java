package dev.levada.recovery.replicate;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a follower was given of the log of its task, and what it is to be given next. It follows the last attempt that
 * has begun: what that took over from earlier ones has to begin with all that the follower was given, or the follower
 * has done something that counts for nothing, and cannot go on. Confined to the task.
 */
public final class FollowedLog {
    private static final byte[] NOTHING = {};

    private final TaskId task;
    /** Of the attempt that is followed, in a row, without what was chosen before the last complete epoch. */
    private List<DeterminantSlice> given;
    /** Of a later attempt, which has not begun as far as is known here. */
    private final List<DeterminantSlice> later = new ArrayList<>();

    private long attempt;
    private long reached;
    private long complete;

    private FollowedLog(TaskId task, long complete, List<DeterminantSlice> given) {
        this.task = task;
        this.complete = complete;
        this.given = given;
        go(given);
    }

    private void go(List<DeterminantSlice> row) {
        given = new ArrayList<>(row);
        attempt = row.get(0).attempt();
        reached = row.get(row.size() - 1).upTo();
    }

    /**
     * For a follower that begins where an epoch does.
     *
     * @param known what is known of the task's log, in any order
     * @return empty if that is nothing, or not all since that epoch
     */
    public static Optional<FollowedLog> since(long epoch, TaskId task, List<DeterminantSlice> known) {
        long last = known.stream()
                .filter(slice -> slice.from() >= 0)
                .mapToLong(DeterminantSlice::attempt)
                .max()
                .orElse(0);
        List<DeterminantSlice> row = inARow(known, last);
        if (row.isEmpty() || row.get(0).epoch() > epoch) {
            return Optional.empty();
        }
        FollowedLog log = new FollowedLog(task, epoch, row);
        log.forget();
        return log.given.isEmpty() ? Optional.empty() : Optional.of(log);
    }

    /** The slices of an attempt up to the first gap, each once. */
    private static List<DeterminantSlice> inARow(List<DeterminantSlice> slices, long attempt) {
        List<DeterminantSlice> row = new ArrayList<>();
        slices.stream()
                .filter(slice -> slice.attempt() == attempt)
                .sorted(Comparator.comparingLong(DeterminantSlice::from))
                .forEach(slice -> {
                    if (row.isEmpty() || slice.from() == row.get(row.size() - 1).upTo()) {
                        row.add(slice);
                    }
                });
        return row;
    }

    /** What was given since the last complete epoch. */
    public byte[] all() {
        byte[] all = since(given, complete);
        return all == null ? NOTHING : all;
    }

    /** What some slices in a row have that was chosen since an epoch; null if they do not reach it. */
    private static byte @Nullable [] since(List<DeterminantSlice> row, long epoch) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean reaches = false;
        for (DeterminantSlice slice : row) {
            byte[] wanted = slice.since(epoch);
            if (wanted != null) {
                reaches = true;
                all.writeBytes(wanted);
            }
        }
        return reaches ? all.toByteArray() : null;
    }

    /**
     * More of the task's log has come.
     *
     * @return what the follower is given next, which may be nothing yet; null if it cannot go on
     */
    public byte @Nullable [] add(DeterminantSlice slice) {
        if (slice.attempt() > attempt) {
            return addLater(slice);
        }
        if (slice.attempt() < attempt || slice.upTo() <= reached) {
            return NOTHING;
        }
        if (slice.from() != reached) {
            return null;
        }
        given.add(slice);
        reached = slice.upTo();
        return slice.bytes();
    }

    /** Before its first slice it does not count; that has all that counts of earlier ones. */
    private byte @Nullable [] addLater(DeterminantSlice slice) {
        later.removeIf(each -> each.attempt() < slice.attempt());
        if (later.stream().anyMatch(each -> each.attempt() > slice.attempt())) {
            return NOTHING;
        }
        later.add(slice);
        if (slice.from() < 0) {
            return NOTHING;
        }
        List<DeterminantSlice> row = inARow(later, slice.attempt());
        later.clear();
        long base = Math.max(complete, row.get(0).epoch());
        byte[] own = row.get(0).from() > 0 ? null : since(row, base);
        byte[] rest = own == null ? null : behind(own, base);
        if (rest != null) {
            go(row);
        }
        return rest;
    }

    /**
     * What the follower is given before it leads.
     *
     * @param chosen all that counts of what was chosen since an epoch
     * @return null if it has done something else, or is not as far as that epoch, so it cannot lead
     */
    public byte @Nullable [] behind(byte[] chosen, long epoch) {
        byte[] own = since(given, epoch);
        if (own == null || own.length > chosen.length || !Arrays.equals(own, 0, own.length, chosen, 0, own.length)) {
            return null;
        }
        return Arrays.copyOfRange(chosen, own.length, chosen.length);
    }

    /**
     * An epoch is complete: nobody goes back to before it.
     *
     * @return whether something is known of what was chosen since
     */
    public boolean complete(long epoch) {
        complete = Math.max(complete, epoch);
        forget();
        return !given.isEmpty();
    }

    private void forget() {
        given.removeIf(slice -> slice.epoch() < complete && slice.since(complete) == null);
    }

    @Override
    public String toString() {
        return "%s, attempt %d up to %d".formatted(task, attempt, reached);
    }
}
