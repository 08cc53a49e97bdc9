package dev.levada.node.storage;

import dev.levada.cluster.coordinator.Decision;
import java.util.List;
import java.util.function.Consumer;

/** Keeps no decisions: the coordinator that makes them is not outlasted. */
abstract class Unrecorded implements JobStorage {

    @Override
    public final List<Decision> recalled() {
        return List.of();
    }

    @Override
    public final void record(Decision decision, Runnable then, Consumer<Throwable> failed) {
        then.run();
    }

    @Override
    public final boolean lasting() {
        return false;
    }
}
