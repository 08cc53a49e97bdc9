package dev.levada.core.task;

import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateView;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the snapshots of one operator have of its state, as long as increments on them may still be wanted. Confined to
 * the task.
 */
final class EpochViews {
    private final String operator;
    private final KeyedState state;
    private final TreeMap<Long, StateView> views = new TreeMap<>();

    EpochViews(String operator, KeyedState state) {
        this.operator = operator;
        this.state = state;
    }

    OperatorSnapshot snapshot(long epoch) {
        StateView view = state.freeze(state.isFullDue());
        views.put(epoch, view);
        return of(view);
    }

    OperatorSnapshot window() {
        return of(state.freezeAside());
    }

    private OperatorSnapshot of(StateView view) {
        return new OperatorSnapshot(operator, Optional.of(view), List.of());
    }

    /** All epochs up to one are complete. */
    void complete(long upTo) {
        StateView published = views.get(upTo);
        views.headMap(upTo, true).clear();
        if (published != null) {
            state.published(published);
        }
    }

    /** The snapshots before are another attempt's. */
    void lead() {
        views.clear();
        state.standAlone();
    }
}
