package dev.levada.recovery.log.replica;

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
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What one worker holds in memory of what tasks chose since the last complete epoch: its own tasks, and those on whose
 * output it depends.
 *
 * <p>Everything is handed on with the output that may depend on it, until it has been stored in {@code sharing + 1}
 * workers: each of them has it before it takes what depends on it, and says so by its place in the path. So whatever is
 * known by a task that lives is held by a worker that lives, if no more than {@code sharing} are lost. Tasks of one
 * worker share what they hold, and count as one.
 *
 * <p>Any thread; each call is short, and there are a few for each batch, not for each record.
 */
public final class Replicas {
    private static final byte[] NOTHING = {};

    private final int worker;
    private final int sharing;
    /** In the order in which they came here; the last one has the number {@link #last}, and those before it less. */
    private final List<Numbered> held = new ArrayList<>();

    private final Map<Held.Log, Long> reached = new LinkedHashMap<>();
    private final Set<DeterminantSlice> handedIn = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Consumer<DeterminantSlice> learned;
    private long handedInRound;
    private long last;

    /** This worker is in the path. */
    private record Numbered(long number, Held held) {
        DeterminantSlice slice() {
            return held.slice();
        }
    }

    /**
     * What came here in a row.
     *
     * @param upTo the number of the last
     * @param told as a connection that begins is told it; of length 0 if that is nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Numbers(long upTo, byte[] told) {}

    /**
     * Nothing yet.
     *
     * @param worker the number of this one
     */
    public Replicas(int worker, int sharing) {
        this(worker, sharing, slice -> {});
    }

    /**
     * Likewise.
     *
     * @param learned told what comes from others, in the order in which it comes; while it is told nothing else comes,
     *     so it does not wait for anything
     */
    public Replicas(int worker, int sharing, Consumer<DeterminantSlice> learned) {
        this.worker = worker;
        this.sharing = sharing;
        this.learned = learned;
    }

    /** A task of this worker has chosen something; before anything that depends on it leaves. */
    public synchronized void own(DeterminantSlice slice) {
        boolean unused = add(Held.of(slice, List.of(worker)));
    }

    /** The number of the last that came here: grows. */
    synchronized long last() {
        return last;
    }

    /**
     * What tasks of this worker chose, and what that may depend on and goes with output, behind a number.
     *
     * @param attached whether what a task chooses goes with output
     * @param atLeastBytes how much is enough, if there is more; then the rest is behind {@link Numbers#upTo}
     */
    synchronized Numbers since(long number, Predicate<TaskId> attached, int atLeastBytes) {
        SliceWriter writer = new SliceWriter();
        int bytes = 0;
        int next = firstBehind(number);
        while (next < held.size() && bytes < atLeastBytes) {
            Held each = held.get(next++).held();
            if (each.path().size() == 1
                    || (isToldOn(each) && attached.test(each.log().task()))) {
                writer.add(each);
                bytes += each.slice().bytes().length + 1;
            }
        }
        long upTo = next < held.size() ? held.get(next).number() - 1 : last;
        return new Numbers(upTo, bytes == 0 ? NOTHING : writer.write());
    }

    private boolean isToldOn(Held each) {
        return each.path().size() <= sharing;
    }

    private int firstBehind(long number) {
        int first = held.size();
        while (first > 0 && held.get(first - 1).number() > number) {
            first--;
        }
        return first;
    }

    /** What comes again adds nothing. Where something is missing before it, an epoch that is complete had that. */
    private boolean add(Held next) {
        DeterminantSlice slice = next.slice();
        boolean isNew = slice.upTo() > reached.getOrDefault(next.log(), Long.MIN_VALUE);
        if (isNew) {
            reached.put(next.log(), slice.upTo());
            held.add(new Numbered(++last, next));
        }
        return isNew;
    }

    /** An epoch is complete: what was chosen before it nobody needs. */
    public synchronized void dropBefore(long epoch) {
        held.removeIf(each -> each.slice().epoch() < epoch);
        handedIn.removeIf(each -> each.epoch() < epoch);
    }

    /** What is held of some tasks, of all of their attempts, and was not {@link #handedIn} in this recovery. */
    public synchronized List<DeterminantSlice> wanted(long round, Set<TaskId> tasks) {
        return held.stream()
                .map(Numbered::slice)
                .filter(slice -> tasks.contains(slice.task()) && !(round == handedInRound && handedIn.contains(slice)))
                .toList();
    }

    /** What is held of a task, of all of its attempts. */
    public synchronized List<DeterminantSlice> of(TaskId task) {
        return held.stream()
                .map(Numbered::slice)
                .filter(slice -> slice.task().equals(task))
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

    /**
     * For the producer's end of a connection that begins: the other end is told everything again.
     *
     * @param matters tasks on which frames of the connection may depend: the producer, and those from which something
     *     can reach it
     */
    public Sending sending(Predicate<TaskId> matters) {
        return new Sending(matters);
    }

    /** For the consumer's end of a connection that begins. */
    public Receiving receiving() {
        return new Receiving();
    }

    /** What goes with the frames of one connection to another worker. */
    public final class Sending {
        private final SliceWriter writer = new SliceWriter();
        private final Predicate<TaskId> matters;
        private long sent;

        private Sending(Predicate<TaskId> matters) {
            this.matters = matters;
        }

        /** What goes with the next frame; of length 0 if that is nothing. */
        public byte[] attach() {
            synchronized (Replicas.this) {
                if (sent == last) {
                    return NOTHING;
                }
                int first = firstBehind(sent);
                sent = last;
                return told(held.subList(first, held.size()));
            }
        }

        private byte[] told(List<Numbered> news) {
            boolean any = false;
            for (Numbered each : news) {
                if (isToldOn(each.held()) && matters.test(each.slice().task())) {
                    writer.add(each.held());
                    any = true;
                }
            }
            return any ? writer.write() : NOTHING;
        }
    }

    /** What comes with the frames of one connection from another worker. */
    public final class Receiving {
        private final SliceReader reader = new SliceReader();

        private Receiving() {}

        /** As {@link #accept}, of a frame with which nothing may have come; it may always be taken. */
        public boolean admits(byte[] attached) {
            if (attached.length > 0) {
                accept(attached);
            }
            return true;
        }

        /**
         * What came with the next frame, if something did; before the frame is taken.
         *
         * @throws dev.levada.api.codec.CorruptBytesException if it is not what {@link Sending#attach} gave
         */
        public void accept(byte[] attached) {
            synchronized (Replicas.this) {
                for (Held told : reader.read(attached)) {
                    if (add(new Held(told.log(), told.slice(), pathHere(told.path())))) {
                        learned.accept(told.slice());
                    }
                }
            }
        }

        private List<Integer> pathHere(List<Integer> path) {
            if (path.contains(worker)) {
                return path;
            }
            List<Integer> longer = new ArrayList<>(path);
            longer.add(worker);
            return longer;
        }
    }
}
