package dev.levada.node.processes;

import dev.levada.cluster.control.Suspicion;
import dev.levada.cluster.planner.JobSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A planned job, as far as another process needs it to coordinate it: no code is in it.
 *
 * @param splits those of each source, by the source's name
 * @param held the chains that take no input until they are released
 * @param replaces whether failed tasks are brought back where the protocol can do without them
 * @param record whether what tasks choose is written for replays, where it is in memory only
 * @param suspicion when a worker is taken for gone
 * @param savepoint the directory of what it begins with, if there is such a thing
 */
public record JobDraft(
        PlanSketch plan,
        JobSettings settings,
        Map<String, List<String>> splits,
        int batchSize,
        long seed,
        List<String> held,
        boolean replaces,
        boolean record,
        long epochNanos,
        long epochTimeoutNanos,
        Suspicion suspicion,
        Optional<String> savepoint) {

    /** The same job, which begins with something else. */
    public JobDraft from(String otherSavepoint) {
        return new JobDraft(
                plan,
                settings,
                splits,
                batchSize,
                seed,
                held,
                replaces,
                record,
                epochNanos,
                epochTimeoutNanos,
                suspicion,
                Optional.of(otherSavepoint));
    }
}
