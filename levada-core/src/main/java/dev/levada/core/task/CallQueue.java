package dev.levada.core.task;

import dev.levada.api.state.MapState;
import dev.levada.core.codec.StableHash;
import dev.levada.core.state.KeyedState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of a task whose answers have not gone on, in the order in which they came, and the watermarks between
 * them. A snapshot has all of it; between snapshots nothing is written. Confined to the task.
 */
final class CallQueue {
    private final KeyedState state;
    private final MapState<String, KeptCall> kept;
    private final List<PendingCall> calls = new ArrayList<>();

    /**
     * With what was in the snapshot.
     *
     * @param dealt whether it may be of several tasks: then watermarks do not count, as what one task waited for may be
     *     with another; the next ones say more
     */
    CallQueue(KeyedState state, boolean dealt) {
        this.state = state;
        this.kept = state.map(KeyedState.CALLS);
        state.forEachKey(() -> restore(dealt));
        calls.sort(
                Comparator.<PendingCall>comparingLong(call -> call.number).thenComparing(call -> call.idempotencyKey));
    }

    private void restore(boolean dealt) {
        Object key = state.key();
        for (Map.Entry<String, KeptCall> entry : kept.entries()) {
            KeptCall was = entry.getValue();
            PendingCall call = new PendingCall(
                    entry.getKey(), key, StableHash.of(key), was.number(), was.value(), was.eventTime(), was.reached());
            call.behind = dealt ? Optional.empty() : was.behind();
            call.kept = true;
            call.current = !dealt;
            calls.add(call);
        }
    }

    int size() {
        return calls.size();
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    PendingCall get(int index) {
        return calls.get(index);
    }

    int indexOf(PendingCall call) {
        return calls.indexOf(call);
    }

    void add(PendingCall call) {
        calls.add(call);
    }

    /** How far event time had come in what had gone on, if anything is here. */
    Optional<Long> reached() {
        return calls.stream().map(call -> call.reached).max(Comparator.naturalOrder());
    }

    /** A watermark has come: it waits for all that is here, and one that waited for the same is said with it. */
    void hold(KeptCall.Held watermark) {
        calls.get(calls.size() - 1).holds(watermark);
    }

    /** Takes a call out. Returns the watermark that may go on now; null if there is none. */
    KeptCall.@Nullable Held remove(int index) {
        PendingCall call = calls.remove(index);
        if (call.kept) {
            state.select(call.key, call.hash);
            kept.remove(call.idempotencyKey);
            state.deselect();
        }
        KeptCall.Held held = call.behind.orElse(null);
        if (held != null && index > 0) {
            calls.get(index - 1).holds(held);
            return null;
        }
        return held;
    }

    /**
     * Writes all of it to the state.
     *
     * @param reached how far event time has come in what has gone on
     */
    void keep(long reached) {
        if (!calls.isEmpty()) {
            calls.get(0).reached(reached);
        }
        for (PendingCall call : calls) {
            if (!call.current) {
                state.select(call.key, call.hash);
                kept.put(call.idempotencyKey, call.toKept());
                call.kept = true;
                call.current = true;
            }
        }
        state.deselect();
    }
}
