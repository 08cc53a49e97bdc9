package dev.levada.core.state;

import dev.levada.api.operator.Timers;
import dev.levada.core.codec.CanonicalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one operator in one task. What counts is a state, by key, as any other; a queue beside it, made of it
 * when it was loaded, tells which is next. Confined to the task.
 */
public final class KeyedTimers implements Timers {
    /** The name of the state. */
    public static final String STATE = "event-timers";

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

    @Override
    public void onEventTime(long millis) {
        if (!ended && !times.contains(millis)) {
            times.put(millis, true);
            queue.add(inHand(millis));
        }
    }

    @Override
    public void cancel(long millis) {
        if (times.contains(millis)) {
            times.remove(millis);
            queue.remove(inHand(millis));
        }
    }

    private Timer inHand(long millis) {
        return new Timer(millis, state.key(), state.hash());
    }

    /** Whether a timer is due when event time has come so far. */
    public boolean isDue(long watermark) {
        return !queue.isEmpty() && queue.first().millis() <= watermark;
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
