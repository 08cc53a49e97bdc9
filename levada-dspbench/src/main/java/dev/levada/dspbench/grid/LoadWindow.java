package dev.levada.dspbench.grid;

import dev.levada.api.operator.Context;
import dev.levada.api.state.MapState;
import dev.levada.dspbench.grid.GridEvent.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The loads of the last hour of the key in hand. */
final class LoadWindow {
    /** Those of one time each. */
    private final MapState<Long, Loads> loads;

    LoadWindow(Context<?> context) {
        this.loads = context.map("loads");
    }

    void add(Load load) {
        Loads before = loads.get(load.seconds());
        loads.put(load.seconds(), (before == null ? Loads.NONE : before).with(load));
    }

    /** The window that ends at a time; what is older is forgotten, what is newer is kept and not in it. */
    Loads upTo(long seconds) {
        List<Load> window = new ArrayList<>();
        for (Map.Entry<Long, Loads> each : loads.entries()) {
            if (each.getKey() <= seconds - Loads.WINDOW_SECONDS) {
                loads.remove(each.getKey());
            } else if (each.getKey() <= seconds) {
                window.addAll(each.getValue().all());
            }
        }
        return new Loads(window);
    }
}
