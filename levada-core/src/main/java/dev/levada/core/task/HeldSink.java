package dev.levada.core.task;

import static java.util.Objects.requireNonNull;

import dev.levada.api.codec.Codec;
import dev.levada.core.recovery.Finality;
import dev.levada.core.snapshot.HeldRecords;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.snapshot.Prepared;
import dev.levada.core.snapshot.TaskStart;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Runs a sink that shows at once: it is given a record when no failure can take that back any more.
 *
 * <p>Each record has a number, from 1 and without gaps, and the same whenever it is shown. What waits at the end of an
 * epoch is in the snapshot: an attempt that begins there is not given it again.
 */
final class HeldSink implements Station {
    /** So many records may wait for something that does not wait for the task; then the task takes no more. */
    private static final int ROOM = 1 << 18;
    /** So many may wait for an epoch to end, as its barrier comes behind them. */
    private static final int MAX_WAITING = 1 << 22;

    private final String name;
    private final SinkRunner sink;
    private final Finality finality;
    private final Codec<Object> codec;
    private final TaskStart start;
    /** The records up to {@link #last} that are not shown. */
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    /** The epochs that have ended and are not known to be complete. */
    private final ArrayDeque<Ended> ended = new ArrayDeque<>();

    private long last;
    private long shown;
    private long flushed;
    /** The number up to which records are known to be shown, by whichever attempt. */
    private long recorded;

    private long marked;
    private long prepared;

    /** @param number of the last record that may be shown when the log is durable up to the position */
    private record Mark(long position, long number) {}

    /** @param number of the last record that was given in the epoch */
    private record Ended(Prepared epoch, long number) {}

    /**
     * Not yet open.
     *
     * @param sink of which only that it writes is made use of
     * @param codec writes the records into snapshots
     */
    HeldSink(String name, SinkRunner sink, Finality finality, Codec<Object> codec, TaskStart start) {
        this.name = name;
        this.sink = sink;
        this.finality = finality;
        this.codec = codec;
        this.start = start;
        start.positions().shown().stream()
                .filter(each -> each.operator().equals(name))
                .forEach(each -> recorded(each.number()));
    }

    String name() {
        return name;
    }

    @Override
    public void open() {
        sink.open();
        start.operator(name).prepared().forEach(this::restore);
        release(last);
        marked = last;
        prepared = last;
    }

    /**
     * What waited at the end of an epoch, of those before the complete one and then of that. If between two of them
     * something is missing, it was shown by then, and so was all before it. What comes from a savepoint was of other
     * tasks, with other numbers.
     */
    private void restore(Prepared epoch) {
        HeldRecords held = HeldRecords.of(epoch.handle(), codec);
        if (start.epoch() > 0 && held.first() - 1 > last) {
            waiting.clear();
            last = held.first() - 1;
            shown = last;
        }
        held.values().forEach(this::take);
    }

    @Override
    public void accept(Object value) {
        counters().in++;
        take(value);
    }

    private void take(Object value) {
        last++;
        if (last <= recorded) {
            shown = last;
        } else if (finality == Finality.AT_ONCE) {
            sink.show(value, last);
            shown = last;
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(value);
        } else {
            throw new IllegalStateException(
                    ("sink '%s' shows records at once, and %d of them wait for their epoch to be complete, more than are"
                                    + " kept; let epochs be shorter, or write to a sink that shows its output on commit")
                            .formatted(name, MAX_WAITING));
        }
    }

    @Override
    public void flush() {
        if (flushed < shown) {
            sink.flush();
            flushed = shown;
        }
    }

    /** Whether something waits for the log, and it was not said for how much of it. */
    boolean isUnmarked() {
        return finality == Finality.LOGGED && marked < last;
    }

    /** What is here by now may be shown when the log is durable up to a position. */
    void logged(long position) {
        if (isUnmarked()) {
            marks.add(new Mark(position, last));
            marked = last;
        }
    }

    /** The log is durable up to a position. */
    void stable(long position) {
        Mark reached = null;
        Mark oldest;
        while ((oldest = marks.peek()) != null && oldest.position() <= position) {
            reached = marks.remove();
        }
        if (reached != null) {
            release(reached.number());
        }
    }

    private void release(long upTo) {
        while (shown < upTo) {
            sink.show(requireNonNull(waiting.poll()), shown + 1);
            shown++;
        }
        flush();
    }

    @Override
    public OperatorSnapshot snapshot(long epoch) {
        ended.add(new Ended(new Prepared(epoch, held().toBytes(codec)), last));
        prepared = last;
        return new OperatorSnapshot(
                name, Optional.empty(), ended.stream().map(Ended::epoch).toList());
    }

    /** What waits and was given since the last epoch ended. */
    private HeldRecords held() {
        long before = Math.max(prepared, shown);
        return new HeldRecords(before + 1, waiting.stream().skip(before - shown).toList());
    }

    @Override
    public void complete(long upTo) {
        Ended next;
        while ((next = ended.peek()) != null && next.epoch().epoch() <= upTo) {
            release(next.number());
            ended.remove();
        }
    }

    /** @param epochPending whether an epoch that has ended here will be complete or given up, whatever the task does */
    boolean hasRoom(boolean epochPending) {
        return waiting.size() < ROOM || (finality == Finality.COMPLETE && !epochPending);
    }

    /** The number up to which records are shown, and will not get lost in the sink. */
    long shown() {
        return flushed;
    }

    /** Whether more is shown than is recorded. */
    boolean hasNews() {
        return flushed > recorded;
    }

    /** It is recorded that records are shown up to a number. */
    void recorded(long number) {
        recorded = Math.max(recorded, number);
    }

    @Override
    public void close() {
        sink.close();
    }

    @Override
    public OperatorCounters counters() {
        return sink.counters();
    }
}
