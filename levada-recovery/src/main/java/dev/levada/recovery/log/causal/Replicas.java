package dev.levada.recovery.log.causal;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one worker holds in memory of what tasks chose since the last complete epoch: its own tasks, and those on whose
 * output it depends.
 *
 * <p>Everything is handed on with the output, until it has been stored in {@code sharing + 1} workers: each of them has
 * it before it takes what depends on it, and says so by its place in the path. So whatever is known by a task that
 * lives is held by a worker that lives, if no more than {@code sharing} are lost. Tasks of one worker share what they
 * hold, and count as one.
 *
 * <p>Any thread; each call is short, and there are a few for each batch, not for each record.
 */
public final class Replicas {
    private static final byte[] NOTHING = {};

    private final int worker;
    private final int sharing;
    /** In the order in which they came here; their numbers grow. */
    private final List<Held> held = new ArrayList<>();

    private final Map<Log, Long> reached = new LinkedHashMap<>();
    private final Set<DeterminantSlice> handedIn = Collections.newSetFromMap(new IdentityHashMap<>());
    private long handedInRound;
    private long last;

    /** @param path the workers that have stored it, this one included */
    private record Held(long number, DeterminantSlice slice, List<Integer> path) {}

    private record Log(TaskId task, long attempt) {}

    /**
     * Nothing yet.
     *
     * @param worker the number of this one
     */
    public Replicas(int worker, int sharing) {
        this.worker = worker;
        this.sharing = sharing;
    }

    /** A task of this worker has chosen something; before anything that depends on it leaves. */
    public synchronized void own(DeterminantSlice slice) {
        add(slice, List.of(worker));
    }

    /**
     * What came with a frame; before the frame is taken.
     *
     * @throws dev.levada.api.codec.CorruptBytesException if it is not what {@link Sending#attach} gave
     */
    public synchronized void accept(byte[] attached) {
        ByteInput in = new ByteInput(attached);
        while (in.remaining() > 0) {
            List<Integer> path = new ArrayList<>();
            for (int left = in.readLength(); left > 0; left--) {
                path.add(in.readLength());
            }
            if (!path.contains(worker)) {
                path.add(worker);
            }
            add(DeterminantSlice.read(in), path);
        }
    }

    /** What comes again adds nothing. Where something is missing before it, an epoch that is complete had that. */
    private void add(DeterminantSlice slice, List<Integer> path) {
        Log log = new Log(slice.task(), slice.attempt());
        if (slice.upTo() > reached.getOrDefault(log, 0L)) {
            reached.put(log, slice.upTo());
            held.add(new Held(++last, slice, path));
        }
    }

    /** An epoch is complete: what was chosen before it nobody needs. */
    public synchronized void dropBefore(long epoch) {
        held.removeIf(each -> each.slice().epoch() < epoch);
        handedIn.removeIf(each -> each.epoch() < epoch);
    }

    /** What is held of some tasks, of all of their attempts, and was not {@link #handedIn} in this recovery. */
    public synchronized List<DeterminantSlice> wanted(long round, Set<TaskId> tasks) {
        return held.stream()
                .map(Held::slice)
                .filter(slice -> tasks.contains(slice.task()) && !(round == handedInRound && handedIn.contains(slice)))
                .toList();
    }

    /** What {@link #wanted} gave is where the new attempts of a recovery find it. */
    public synchronized void handedIn(long round, Collection<DeterminantSlice> slices) {
        if (round > handedInRound) {
            handedInRound = round;
            handedIn.clear();
        }
        if (round == handedInRound) {
            handedIn.addAll(slices);
        }
    }

    /** For a connection that begins: it is told everything again. */
    public Sending sending() {
        return new Sending();
    }

    /** For a log that outlasts workers: it holds, too, what its tasks depend on. */
    public Storing storing() {
        return new Storing();
    }

    /**
     * What must be durable before a task that stores what it chooses says that it is: that means nothing if what it was
     * given cannot be given again.
     */
    public final class Storing {
        private long stored;

        private Storing() {}

        /** What has come here since the last time. */
        public List<DeterminantSlice> news() {
            synchronized (Replicas.this) {
                List<DeterminantSlice> news = held.stream()
                        .filter(each -> each.number() > stored)
                        .map(Held::slice)
                        .toList();
                stored = last;
                return news;
            }
        }

        /** What was given may not be durable. */
        public void again() {
            synchronized (Replicas.this) {
                stored = 0;
            }
        }
    }

    /** What goes with the frames of one connection to another worker. */
    public final class Sending {
        private long sent;

        private Sending() {}

        /** What goes with the next frame; of length 0 if that is nothing. */
        public byte[] attach() {
            synchronized (Replicas.this) {
                if (sent == last) {
                    return NOTHING;
                }
                int first = held.size();
                while (first > 0 && held.get(first - 1).number() > sent) {
                    first--;
                }
                sent = last;
                return encoded(held.subList(first, held.size()));
            }
        }
    }

    private byte[] encoded(List<Held> news) {
        ByteOutput out = new ByteOutput(64 * news.size());
        for (Held each : news) {
            if (each.path().size() <= sharing) {
                out.writeLength(each.path().size());
                each.path().forEach(out::writeLength);
                each.slice().writeTo(out);
            }
        }
        return out.size() == 0 ? NOTHING : out.toByteArray();
    }
}
