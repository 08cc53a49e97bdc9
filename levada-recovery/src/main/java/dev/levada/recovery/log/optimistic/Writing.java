package dev.levada.recovery.log.optimistic;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.snapshot.StoredTracedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How a process writes its log: all that has gathered at once, the same again until it is durable, until the log is
 * over. Confined to one thread.
 *
 * @param <A> an attempt
 */
public final class Writing<A> {
    private final StoredTracedLog stored;
    private final Dependencies dependencies;
    private final Host<A> host;
    private final List<Settling> settling = new ArrayList<>();
    private List<Waiting<A>> inHand = List.of();
    private long durable;
    private boolean over;

    /** What is told of what was written. */
    public interface Host<A> {
        /** What an attempt chose up to a position is durable. */
        void stable(A attempt, long position);

        /** What an attempt chose is not, and never will be: a later one was granted, or its process begins anew. */
        void voided(A attempt);
    }

    /**
     * What an attempt chose up to a position in its own log.
     *
     * @param slice as {@link Dependencies#own} has numbered it
     */
    public record Waiting<A>(A attempt, TracedSlice slice, long position) {}

    private record Settling(long upTo, Runnable then) {}

    /** Of a log that begins. */
    public Writing(StoredTracedLog stored, Dependencies dependencies, Host<A> host) {
        this.stored = stored;
        this.dependencies = dependencies;
        this.host = host;
    }

    /**
     * Writes what has gathered, in the order of its numbers.
     *
     * @param gathered gives what has come, once
     * @throws IOException if it may not be durable: this has to be called again, after a while
     */
    public void write(Supplier<List<Waiting<A>>> gathered) throws IOException {
        if (over) {
            drop(gathered.get());
            return;
        }
        if (inHand.isEmpty()) {
            inHand = gathered.get();
        }
        if (inHand.isEmpty()) {
            return;
        }
        List<DeterminantSlice> refused;
        try {
            refused = stored.write(inHand.stream().map(Waiting::slice).toList());
        } catch (VoidAttemptException e) {
            end(gathered.get());
            return;
        }
        List<Waiting<A>> written = inHand;
        inHand = List.of();
        durable = written.get(written.size() - 1).slice().number();
        dependencies.stable(durable);
        tell(written, refused);
        runSettled();
    }

    private void tell(List<Waiting<A>> written, List<DeterminantSlice> refused) {
        Set<DeterminantSlice> isVoid = new LinkedHashSet<>(refused);
        Map<A, Long> reached = new LinkedHashMap<>();
        for (Waiting<A> each : written) {
            if (isVoid.contains(each.slice().slice())) {
                host.voided(each.attempt());
            } else {
                reached.put(each.attempt(), each.position());
            }
        }
        reached.forEach(host::stable);
    }

    private void drop(List<Waiting<A>> waiting) {
        waiting.forEach(each -> host.voided(each.attempt()));
    }

    /**
     * Nothing is written any more, and nobody waits for that.
     *
     * @param gathered what has come, and is not in the store
     */
    public void end(List<Waiting<A>> gathered) {
        over = true;
        List<Waiting<A>> left = inHand;
        inHand = List.of();
        drop(left);
        drop(gathered);
        runSettled();
    }

    /** Runs something when all that the process has chosen so far is durable, or the log is over. */
    public void settle(Runnable then) {
        settling.add(new Settling(dependencies.last(), then));
        runSettled();
    }

    /** The number up to which the log is durable; 0 if nothing of it is. */
    public long durable() {
        return durable;
    }

    /** Whether nothing is written any more. */
    public boolean isOver() {
        return over;
    }

    /** Whether somebody waits for {@link #settle}. */
    public boolean isAwaited() {
        return !settling.isEmpty();
    }

    private void runSettled() {
        List<Settling> settled =
                settling.stream().filter(each -> over || each.upTo() <= durable).toList();
        settling.removeAll(settled);
        settled.forEach(each -> each.then().run());
    }
}
