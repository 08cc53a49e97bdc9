package dev.levada.node.worker;

import dev.levada.cluster.control.Suspicion;
import dev.levada.cluster.coordinator.CoordinatorSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a job is laid out and kept.
 *
 * @param splits those of each source, by the source's name
 * @param held the chains that take no input until they are released
 * @param budgetRecords how many sent records a task keeps in memory
 * @param record whether what tasks choose is written for replays, where it is in memory only
 * @param suspicion after how long a worker that says nothing is taken for gone
 * @param replaces whether failed tasks are brought back where the protocol can do without them
 */
public record JobOptions(
        Map<String, List<String>> splits,
        int loops,
        int batchSize,
        int budgetRecords,
        long seed,
        Set<String> held,
        boolean replaces,
        boolean record,
        Suspicion suspicion,
        CoordinatorSettings coordinator) {

    public JobOptions {
        held = Set.copyOf(held);
    }
}
