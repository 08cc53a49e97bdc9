package dev.levada.api.annotation.shape;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.util.Arrays;
import java.util.Optional;

/** The state that a parameter can declare. */
public enum StateKind {
    COUNTER(CounterState.class),
    LIST(ListState.class),
    MAP(MapState.class);

    private final Class<?> type;

    StateKind(Class<?> type) {
        this.type = type;
    }

    /** The state that a parameter of this very type declares, empty if it declares none. */
    public static Optional<StateKind> of(ItemType parameter) {
        String raw = parameter.qualifiedName().replaceAll("<.*", "");
        return Arrays.stream(values())
                .filter(kind -> kind.type.getName().equals(raw))
                .findFirst();
    }
}
