package dev.levada.recovery.log.optimistic;

import dev.levada.core.determinant.Dependency;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedSlice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which logs the tasks of one worker depend, and how much of each is known to be durable: its own, those of whom its
 * tasks have taken something, and those on which these depended then.
 *
 * <p>One vector for all tasks of the worker: they share its memory, are lost together, and may go back together. What
 * is durable is told as the dependencies are, with the next frame, and from worker to worker.
 *
 * <p>Any thread; each call is short, and there are a few for each batch, not for each record.
 */
public final class Dependencies {
    private static final byte[] NOTHING = {};

    private final Entry own;
    /** Of others; one each. */
    private final Map<LogWriter, Entry> others = new LinkedHashMap<>();

    private RecoveryLine line;
    private long changes;
    private @Nullable List<Dependency> unstable;

    /** What is known of one log. */
    static final class Entry {
        final LogWriter writer;
        /** The last number that something here depends on. */
        long upTo;
        /** See {@link Dependency#epoch}. */
        long epoch;
        /** The last number that is known to be durable; may be beyond the other. */
        long stable;
        /** Which change of all entries was the last one of this. */
        long change;

        Entry(LogWriter writer) {
            this.writer = writer;
        }

        boolean isStable() {
            return upTo <= stable;
        }

        Dependency dependency() {
            return new Dependency(writer, upTo, epoch);
        }
    }

    /**
     * Nothing is logged, and nothing depended on.
     *
     * @param own the log of the worker
     * @param line the one that the recovery has drawn in which the log is begun
     */
    public Dependencies(LogWriter own, RecoveryLine line) {
        this.own = new Entry(own);
        this.line = line;
    }

    /** The log of the worker. */
    public LogWriter writer() {
        return own.writer;
    }

    /** A task of this worker has chosen something: its place in the log; before anything that depends on it leaves. */
    public synchronized TracedSlice own(DeterminantSlice slice) {
        own.upTo++;
        own.epoch = Math.max(own.epoch, slice.epoch());
        own.change = ++changes;
        return new TracedSlice(slice, own.upTo, unstable());
    }

    /** The number of the last slice; 0 if there is none. */
    public synchronized long last() {
        return own.upTo;
    }

    private List<Dependency> unstable() {
        List<Dependency> known = unstable;
        if (known == null) {
            known = others.values().stream()
                    .filter(each -> !each.isStable())
                    .map(Entry::dependency)
                    .toList();
            unstable = known;
        }
        return known;
    }

    /** The worker's log is durable up to a number. */
    public synchronized void stable(long upTo) {
        if (upTo > own.stable) {
            own.stable = upTo;
            own.change = ++changes;
        }
    }

    /** An epoch is complete: nobody depends any more on what was chosen before it. */
    public synchronized void dropBefore(long epoch) {
        others.values().stream().filter(each -> each.epoch < epoch).forEach(each -> {
            each.stable = Math.max(each.stable, each.upTo);
            unstable = null;
        });
    }

    /**
     * A recovery has drawn a line. From now on nothing is taken that depends on something beyond it.
     *
     * @return whether nothing here does
     */
    public synchronized boolean draw(RecoveryLine drawn) {
        boolean within = unstable().stream().allMatch(drawn::holds);
        if (drawn.round() > line.round()) {
            line = drawn;
            if (within) {
                others.keySet().removeIf(drawn::isOver); // what anybody has of those is within it, and stays
                unstable = null;
            }
        }
        return within;
    }

    /** For the producer's end of a connection that begins: the other end is told everything again. */
    public Sending sending() {
        return new Sending();
    }

    /** For the consumer's end of a connection that begins. */
    public Receiving receiving() {
        return new Receiving();
    }

    /** What goes with the frames of one connection to another worker. */
    public final class Sending {
        private final VectorWriter writer = new VectorWriter();
        private long told;

        private Sending() {}

        /** What goes with the next frame; of length 0 if that is nothing. */
        public byte[] attach() {
            synchronized (Dependencies.this) {
                if (told == changes) {
                    return NOTHING;
                }
                List<Entry> news = new ArrayList<>();
                others.values().stream().filter(each -> each.change > told).forEach(news::add);
                if (own.change > told) {
                    news.add(own);
                }
                told = changes;
                return writer.write(news);
            }
        }
    }

    /** What comes with the frames of one connection from another worker. */
    public final class Receiving {
        private final VectorReader reader = new VectorReader();
        private boolean refuses;

        private Receiving() {}

        /**
         * What came with the next frame, which may be of length 0; before the frame is taken.
         *
         * @return whether the frame may be taken; if not, nothing of this connection may any more
         * @throws dev.levada.api.codec.CorruptBytesException if it is not what {@link Sending#attach} gave
         */
        public boolean admits(byte[] attached) {
            if (refuses || attached.length == 0) {
                return !refuses;
            }
            synchronized (Dependencies.this) {
                List<Entry> told = reader.read(attached);
                refuses = !told.stream().allMatch(each -> each.isStable() || line.holds(each.dependency()));
                if (!refuses) {
                    told.forEach(Dependencies.this::take);
                }
                return !refuses;
            }
        }
    }

    private void take(Entry told) {
        if (told.writer.equals(own.writer) || line.isOver(told.writer)) {
            return; // it knows better itself; and what there is of a log that is over will not change
        }
        Entry known = others.computeIfAbsent(told.writer, Entry::new);
        if (told.upTo > known.upTo || told.stable > known.stable) {
            known.upTo = Math.max(known.upTo, told.upTo);
            known.epoch = Math.max(known.epoch, told.epoch);
            known.stable = Math.max(known.stable, told.stable);
            known.change = ++changes;
            unstable = null;
        }
    }
}
