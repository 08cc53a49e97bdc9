package dev.levada.core.state;

import java.util.ArrayList;
import java.util.List;

/** The views of one operator's state that were not released yet. Confined to the task. */
final class OpenViews {
    private static final int LIMIT = 64;

    private final List<StateView> views = new ArrayList<>();

    /** @throws IllegalStateException if too many are open: each one holds the state as it was */
    void makeRoom() {
        views.removeIf(StateView::isReleased);
        if (views.size() == LIMIT) {
            throw new IllegalStateException(
                    "%d views of the state of one operator are open; release each when its snapshot is written or given up"
                            .formatted(LIMIT));
        }
    }

    void add(StateView view) {
        views.add(view);
    }

    /** The version of the newest one, or -1: cells written at a later version are the table's own. */
    int newest() {
        for (int last = views.size() - 1; last >= 0; last--) {
            if (!views.get(last).isReleased()) {
                return views.get(last).version();
            }
            views.remove(last);
        }
        return -1;
    }
}
