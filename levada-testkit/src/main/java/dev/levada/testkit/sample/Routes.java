package dev.levada.testkit.sample;

import dev.levada.api.graph.Partitioning;
import dev.levada.testkit.chance.Chance;
import java.util.List;

/** Draws how many tasks the next operator has, and how items come to them. */
final class Routes {
    private static final int MAX_TASKS = 3;

    private final Chance chance;

    Routes(Chance chance) {
        this.chance = chance;
    }

    /** How many tasks an operator has. */
    int tasks() {
        return 1 + chance.below(MAX_TASKS);
    }

    /** The items of a place on their way to so many tasks; to others where the way says how many. */
    Place spread(Place input, int tasks) {
        Partitioning chosen = chance.oneOf(List.of(
                Partitioning.any(),
                Partitioning.any(),
                Partitioning.inTurn(),
                Partitioning.random(),
                Partitioning.onDemand(),
                Partitioning.global(),
                Partitioning.broadcast(),
                Partitioning.forward(),
                Partitioning.<Item>byKey(Item::key)));
        int width = chosen == Partitioning.forward() && input.tasks() > 0 ? input.tasks() : tasks;
        if (chosen == Partitioning.forward() && input.tasks() == 0) {
            chosen = Partitioning.inTurn();
        }
        Flow flow = chosen == Partitioning.broadcast() ? input.flow().times(width) : input.flow();
        return input.to(input.stream().partition(chosen), width, flow, false, "");
    }

    /** A way into a loop, or round in it: neither leaves the number of tasks nor that of items open. */
    Partitioning looping() {
        return chance.oneOf(List.of(
                Partitioning.any(),
                Partitioning.inTurn(),
                Partitioning.random(),
                Partitioning.onDemand(),
                Partitioning.<Item>byKey(Item::key)));
    }
}
