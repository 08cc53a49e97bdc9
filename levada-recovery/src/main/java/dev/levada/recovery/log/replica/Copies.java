package dev.levada.recovery.log.replica;

import dev.levada.core.plan.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Has other workers hold what the tasks of this one chose, and says when enough of them do; and holds theirs.
 *
 * <p>The holders of a worker are those behind it, by their numbers. Each is sent all that the worker's log has, in
 * order, one {@link Copy} at a time: what gathers while one is under way goes with the next. It may get lost, and goes
 * {@link #again} then; what comes twice adds nothing.
 *
 * <p>Copies say by their round of which recovery their sender was told last, and who was told of a later one does not
 * take them. So when a worker has handed in what it holds for a recovery, nothing more is held of attempts that are
 * about to be replaced, and nothing more leaves them. And whoever is left in a recovery is no holder any more before
 * that goes on: a process that was given up does not count, whatever it says.
 *
 * <p>Any thread; each call is short.
 *
 * @param <A> an attempt
 */
public final class Copies<A> {
    /** A copy has so much at least, if there is more; a single slice may make it longer. */
    private static final int COPY_BYTES = 1 << 20;

    private final Replicas replicas;
    private final Holder here;
    private final int domains;
    private final int asked;
    private final Predicate<TaskId> attached;
    private final Host<A> host;

    private final Map<Holder, Copying> holders = new LinkedHashMap<>();
    private final ArrayDeque<Waiting<A>> waiting = new ArrayDeque<>();
    /** Where tasks run, as of the last recovery that was deployed. */
    private Map<TaskId, Holder> places = new LinkedHashMap<>();
    /** Who was left since. */
    private final Set<Holder> left = new LinkedHashSet<>();

    private int needed;
    private int wanted;
    private long round;
    private long placedRound;

    /**
     * A process that may hold something.
     *
     * @param worker its number
     * @param incarnation which one it is in the worker's place
     */
    public record Holder(int worker, long incarnation) {}

    /**
     * What a process is asked to hold.
     *
     * @param round the last recovery that the sender knew of
     * @param upTo how far the sender's log goes with it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Copy(long round, long upTo, byte[] slices) {}

    /** Where it happens. */
    public interface Host<A> {

        /** Sends something to another process, which may get lost. Does not wait. */
        void copy(Holder to, Copy copy);

        /** What an attempt chose is held up to a position by as many others as must. */
        void stable(A attempt, long position);
    }

    private record Waiting<A>(A attempt, long position, long number) {}

    /** What one holder has, and is being sent. */
    private static final class Copying {
        private long held;
        private @Nullable Copy underWay;
        private boolean late;
    }

    /**
     * Of a worker that knows of no other.
     *
     * @param replicas where it holds things
     * @param domains how many others must hold what its tasks choose, if there are as many
     * @param asked how many are asked to, if there are as many; the slowest of them need not be waited for
     * @param attached whether what a task chooses goes with its output: it goes to the holders, too, then, for the sake
     *     of what depends on it here
     */
    public Copies(Replicas replicas, Holder here, int domains, int asked, Predicate<TaskId> attached, Host<A> host) {
        this.replicas = replicas;
        this.here = here;
        this.domains = domains;
        this.asked = asked;
        this.needed = domains;
        this.wanted = asked;
        this.attached = attached;
        this.host = host;
    }

    /** A task of this worker has chosen something that was given to the {@link Replicas}. */
    public synchronized void own(A attempt, long position) {
        waiting.add(new Waiting<>(attempt, position, replicas.last()));
        if (needed == 0) {
            open();
        } else {
            holders.forEach(this::send);
        }
    }

    /**
     * A recovery is deployed; before anything of it begins here.
     *
     * @param newPlaces where all tasks run
     */
    public synchronized void placed(long newRound, Map<TaskId, Holder> newPlaces) {
        if (newRound < round || newRound == placedRound) {
            return;
        }
        round = newRound;
        placedRound = newRound;
        places = new LinkedHashMap<>(newPlaces);
        left.clear();
        List<Holder> others = others();
        needed = Math.min(domains, others.size());
        wanted = Math.min(asked, others.size());
        choose(others);
    }

    /**
     * A recovery begins; before anything is said or handed in for it. Until it is deployed nobody knows how many others
     * there are.
     */
    public synchronized void fenced(long newRound, Collection<TaskId> replaced) {
        if (newRound < round || newRound == placedRound) {
            return;
        }
        round = newRound;
        replaced.forEach(task -> {
            Holder place = places.get(task);
            if (place != null) {
                left.add(place);
            }
        });
        needed = domains;
        wanted = asked;
        choose(others());
    }

    /** Those that may hold something, in the order in which they should. */
    private List<Holder> others() {
        Set<Holder> others = new LinkedHashSet<>(places.values());
        others.removeAll(left);
        others.remove(here);
        return others.stream()
                .sorted(Comparator.comparing((Holder each) -> each.worker() < here.worker())
                        .thenComparingInt(Holder::worker))
                .toList();
    }

    /** Who holds things already goes on, if it may. */
    private void choose(List<Holder> others) {
        holders.keySet().retainAll(others);
        for (Holder other : others) {
            if (holders.size() < wanted) {
                holders.computeIfAbsent(other, any -> new Copying());
            }
        }
        holders.forEach((holder, copying) -> {
            resend(holder, copying); // as of this recovery
            send(holder, copying);
        });
        open();
    }

    private void resend(Holder holder, Copying copying) {
        Copy copy = copying.underWay;
        if (copy != null) {
            transmit(holder, copying, new Copy(round, copy.upTo(), copy.slices()));
        }
    }

    private void send(Holder holder, Copying copying) {
        while (copying.underWay == null && copying.held < replicas.last()) {
            Replicas.Numbers news = replicas.since(copying.held, attached, COPY_BYTES);
            if (news.told().length == 0) {
                copying.held = news.upTo(); // there is nothing in it that anybody should hold
            } else {
                transmit(holder, copying, new Copy(round, news.upTo(), news.told()));
            }
        }
    }

    private void transmit(Holder holder, Copying copying, Copy copy) {
        copying.underWay = copy;
        copying.late = false;
        host.copy(holder, copy);
    }

    /** Sends again what was not answered since the last time. */
    public synchronized void again() {
        holders.forEach((holder, copying) -> {
            if (copying.late) {
                resend(holder, copying);
            }
            copying.late = copying.underWay != null;
        });
    }

    /** A process holds the log of this one up to there. */
    public synchronized void held(Holder by, long upTo) {
        Copying copying = holders.get(by);
        if (copying == null) {
            return; // it does not count any more
        }
        copying.held = Math.max(copying.held, upTo);
        if (copying.underWay != null && copying.underWay.upTo() <= copying.held) {
            copying.underWay = null;
            send(by, copying);
        }
        open();
    }

    private void open() {
        long reached = reached();
        Map<A, Long> stable = new LinkedHashMap<>();
        Waiting<A> first;
        while ((first = waiting.peek()) != null && first.number() <= reached) {
            waiting.remove();
            stable.put(first.attempt(), first.position());
        }
        new ArrayList<>(stable.entrySet()).forEach(each -> host.stable(each.getKey(), each.getValue()));
    }

    /** Up to where as many hold it as must. */
    private long reached() {
        if (holders.size() < needed) {
            return 0;
        }
        return needed == 0
                ? Long.MAX_VALUE
                : holders.values().stream()
                        .map(copying -> copying.held)
                        .sorted(Comparator.reverseOrder())
                        .skip(needed - 1L)
                        .findFirst()
                        .orElse(0L);
    }

    /**
     * Holds what another process asks for.
     *
     * @return whether it is held now; otherwise that one has not been told of a recovery yet, and asks again then
     */
    public synchronized boolean hold(Copy copy) {
        if (copy.round() < round) {
            return false;
        }
        replicas.receiving().accept(copy.slices());
        return true;
    }
}
