package dev.levada.core.state;

import dev.levada.core.codec.CanonicalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one kind of one operator in one task. What counts is a state, by key, as any other; a queue beside it,
 * made of it when it was loaded, tells which is next. Confined to the task.
 */
public final class KeyedTimers {
    /** The name of the state of those by event time. */
    public static final String STATE = "event-timers";

    /** The name of the state of those by processing time. */
    public static final String CLOCK_STATE = "clock-timers";

    /** Later than any timer. */
    public static final long NEVER = Long.MAX_VALUE;

    private final KeyedState state;
    private final HeapMap<Long, Boolean> times;
    private final TreeSet<Timer> queue =
            new TreeSet<>(Comparator.comparingLong(Timer::millis).thenComparing(Timer::key, CanonicalOrder.INSTANCE));

    private boolean ended;

    private record Timer(long millis, Object key, int hash) {}

    KeyedTimers(KeyedState state, KeyedState.Slot slot, StateTable table) {
        this.state = state;
        this.times = new HeapMap<>(slot);
        List<Cell> loaded = new ArrayList<>();
        table.addTo(loaded);
        for (Cell cell : loaded) {
            if (cell.value instanceof Map<?, ?> map) {
                map.keySet().forEach(millis -> queue.add(new Timer((Long) millis, cell.key, cell.hash)));
            }
        }
    }

    /** The input has ended: no timer is set any more, so that those that set others come to an end. */
    public void end() {
        ended = true;
    }

    /** Sets one for the key in hand, if there is none of that time. */
    public void set(long millis) {
        if (!ended && !times.contains(millis)) {
            times.put(millis, true);
            queue.add(inHand(millis));
        }
    }

    /** Takes that of the key in hand and a time back, if there is one. */
    public void cancel(long millis) {
        if (times.contains(millis)) {
            times.remove(millis);
            queue.remove(inHand(millis));
        }
    }

    private Timer inHand(long millis) {
        return new Timer(millis, state.key(), state.hash());
    }

    /** Whether a timer is due when time has come so far. */
    public boolean isDue(long now) {
        return !queue.isEmpty() && queue.first().millis() <= now;
    }

    /** The time of the first one, or {@link #NEVER}. */
    public long next() {
        return queue.isEmpty() ? NEVER : queue.first().millis();
    }

    /** How many are due when time has come so far. */
    public int due(long now) {
        int due = 0;
        for (Timer each : queue) {
            if (each.millis() > now) {
                break;
            }
            due++;
        }
        return due;
    }

    /** Takes the first one out and its key in hand. Returns its time. */
    public long takeFirst() {
        @Nullable Timer first = queue.pollFirst();
        if (first == null) {
            throw new IllegalStateException("operator '%s' has no timer that could fire".formatted(state.operator()));
        }
        state.select(first.key(), first.hash());
        times.remove(first.millis());
        return first.millis();
    }
}
