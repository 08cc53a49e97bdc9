package dev.levada.core.snapshot;

import dev.levada.core.state.StateView;
import java.util.List;
import java.util.Optional;

/**
 * What one operator of a task leaves behind at the end of an epoch.
 *
 * @param state its keyed state, if it has any
 * @param prepared its output that is not known to be committed
 */
public record OperatorSnapshot(String operator, Optional<StateView> state, List<Prepared> prepared) {

    public OperatorSnapshot {
        prepared = List.copyOf(prepared);
    }
}
