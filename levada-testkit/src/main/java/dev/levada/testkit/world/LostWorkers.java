package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import java.util.Set;

/** Notes what follows when several workers are lost within one epoch, if as many are to be made up for. */
final class LostWorkers {
    private final World world;
    private int lost;

    LostWorkers(World world) {
        this.world = world;
    }

    void gone() {
        lost++;
    }

    void epochComplete() {
        lost = 0;
    }

    void deployed(Deployment deployment) {
        int sharing = world.policy().sharing();
        if (sharing < 2 || lost < 2) {
            return;
        }
        Set<?> replaced = deployment.attempts().keySet();
        if (replaced.size() < world.plan().tasks() && deployment.repeating().containsAll(replaced)) {
            world.sometimes("several workers lost, and nobody else went back");
        } else if (lost > sharing && deployment.repeating().isEmpty()) {
            world.sometimes("more workers lost than are made up for, and all went back");
        }
    }
}
