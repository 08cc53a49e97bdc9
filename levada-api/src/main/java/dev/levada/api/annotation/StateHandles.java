package dev.levada.api.annotation;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;

/** Where a stage gets the state that its parameters declare; each name is asked for once. */
public interface StateHandles {

    CounterState counter(String name);

    ListState<?> list(String name);

    MapState<?, ?> map(String name);
}
