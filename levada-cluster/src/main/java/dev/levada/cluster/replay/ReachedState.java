package dev.levada.cluster.replay;

import dev.levada.core.codec.Codecs;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateDifference;
import dev.levada.core.state.StateView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the state that a task has reached with the one that it had stored there. What sinks prepare is not: nothing
 * is written in a replay. Nor what producers keep, which depends on how far others were.
 */
final class ReachedState {
    private final SnapshotStorage storage;
    private final StoredSnapshot stored;
    private final Codecs codecs;
    private final List<String> differences = new ArrayList<>();
    private boolean reached;

    /**
     * Nothing is reached yet.
     *
     * @param stored what is to be the same
     */
    ReachedState(SnapshotStorage storage, StoredSnapshot stored, Codecs codecs) {
        this.storage = storage;
        this.stored = stored;
        this.codecs = codecs;
    }

    /** The epoch before which the task ends. */
    long epoch() {
        return stored.epoch();
    }

    boolean isReached() {
        return reached;
    }

    /** What differs, a sentence each; empty if nothing does. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /**
     * The task has reached it.
     *
     * @param start what it has begun with
     * @param now where it stands
     */
    void compare(TaskStart start, TaskSnapshot now) {
        reached = true;
        compareNumbers(now);
        try {
            compareOperators(start, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compareNumbers(TaskSnapshot now) {
        same("whether it has finished", now.finished(), stored.finished());
        same("the next number of each input", now.inputs(), stored.inputs());
        same("the inputs that have ended", now.ended(), stored.ended());
        same("the last number of each output", now.outputs(), stored.outputs());
        same("the number of calls to the outside", now.externalCalls(), stored.externalCalls());
        same("the positions of its source", now.positions(), stored.positions());
    }

    private void same(String what, Object is, Object wanted) {
        if (!is.equals(wanted)) {
            differences.add("%s: %s, not %s".formatted(what, is, wanted));
        }
    }

    private void compareOperators(TaskStart start, TaskSnapshot now) throws IOException {
        Map<String, TaskStart.OperatorStart> wanted = SnapshotReader.operators(storage, stored, codecs);
        Map<String, KeyedState> states = new LinkedHashMap<>();
        for (OperatorSnapshot operator : now.operators()) {
            if (operator.state().isPresent()) {
                states.put(
                        operator.operator(),
                        whole(start, operator.operator(), operator.state().get()));
            }
        }
        for (Map.Entry<String, TaskStart.OperatorStart> each : wanted.entrySet()) {
            Optional<KeyedState> before = each.getValue().state();
            KeyedState again = states.remove(each.getKey());
            if (before.isPresent() != (again != null)) {
                differences.add(
                        "operator '%s' %s".formatted(each.getKey(), again == null ? "has no state" : "has state"));
            } else if (before.isPresent() && again != null) {
                StateDifference.between(each.getKey(), before.get().freeze(true), again.freeze(true), codecs)
                        .ifPresent(what -> differences.add("operator '%s' %s".formatted(each.getKey(), what)));
            }
        }
        states.keySet().forEach(more -> differences.add("operator '%s' has state".formatted(more)));
    }

    /** A view that is not a full one builds on what the task has begun with: no snapshot is published in a replay. */
    private KeyedState whole(TaskStart start, String operator, StateView view) throws IOException {
        KeyedState state = new KeyedState(operator, codecs);
        if (!view.full()) {
            for (String object : start.operator(operator).objects()) {
                state.load(storage.get(object), hash -> true);
            }
        }
        state.load(view.blocks(), hash -> true);
        return state;
    }
}
