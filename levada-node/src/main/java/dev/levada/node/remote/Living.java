package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workers that live: those that have tasks of their own, and those that stand by. */
final class Living {
    private final List<Location> residents;
    private final List<Location> spares;
    private final Map<Integer, Integer> turns = new HashMap<>();

    Living(List<Location> residents, List<Location> spares) {
        this.residents = residents;
        this.spares = spares;
        for (int turn = 0; turn < residents.size(); turn++) {
            turns.put(residents.get(turn).worker(), turn);
        }
    }

    List<Location> spares() {
        return spares;
    }

    /** The resident with a number; null if it does not live. */
    @Nullable
    Location at(int worker) {
        Integer turn = turns.get(worker);
        return turn == null ? null : residents.get(turn);
    }

    /** One of so many residents behind one by number, each in its turn; null if there is none. */
    @Nullable
    Location behind(int worker, int among, int turn) {
        List<Location> others = residents.stream()
                .filter(each -> each.worker() != worker)
                .sorted(Comparator.comparing((Location each) -> each.worker() < worker)
                        .thenComparingInt(Location::worker))
                .limit(among)
                .toList();
        return others.isEmpty() ? null : others.get(turn % others.size());
    }

    /** One of the other residents, each in its turn; null if there is none. */
    @Nullable
    Location other(int worker, int turn) {
        Integer own = turns.get(worker);
        int others = residents.size() - (own == null ? 0 : 1);
        if (others == 0) {
            return null;
        }
        int at = turn % others;
        return residents.get(own == null || at < own ? at : at + 1);
    }
}
