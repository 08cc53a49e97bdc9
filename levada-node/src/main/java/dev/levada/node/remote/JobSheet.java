package dev.levada.node.remote;

import dev.levada.cluster.planner.JobSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as a worker process is told of it: from the same words, each process makes the same plan.
 *
 * @param arguments the words of the command line that say which pipeline, and how it is to run
 * @param directory where relative paths in them begin
 * @param settings what was asked of the job as a whole
 * @param fingerprint what the coordinator's plan comes to
 * @param splits those of each source, by the source's name
 * @param run what the job's state belongs to
 * @param storage the directory that holds the job's snapshots
 * @param savepoint what tasks begin with where there is no epoch yet
 * @param replaces whether failed tasks are brought back where the protocol can do without them
 * @param record whether what tasks choose is written for replays, where it is in memory only
 * @param held the chains that take no input until they are released
 * @param intervals nanoseconds from one record to the next, by chain
 */
record JobSheet(
        List<String> arguments,
        String directory,
        JobSettings settings,
        long fingerprint,
        Map<String, List<String>> splits,
        String run,
        String storage,
        Optional<String> savepoint,
        boolean replaces,
        boolean record,
        int batchSize,
        long seed,
        List<String> held,
        Map<String, Long> intervals) {

    /** The same, as things stand by now. */
    JobSheet with(List<String> nowHeld, Map<String, Long> nowIntervals) {
        return new JobSheet(
                arguments,
                directory,
                settings,
                fingerprint,
                splits,
                run,
                storage,
                savepoint,
                replaces,
                record,
                batchSize,
                seed,
                nowHeld,
                nowIntervals);
    }
}
