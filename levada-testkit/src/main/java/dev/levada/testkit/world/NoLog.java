package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.core.determinant.DeterminantSlice;
import java.util.List;

/** Keeps nothing of what tasks choose. */
final class NoLog implements WorkerLog {

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {}

    @Override
    public void down() {}

    @Override
    public void dropBefore(long epoch) {}

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) {
        return List.of();
    }
}
