package dev.levada.node.remote;

import dev.levada.cluster.planner.JobSettings;
import dev.levada.core.plan.JobPlan;
import dev.levada.node.storage.JobStorage;
import dev.levada.node.worker.JobOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A planned job that is to be run in worker processes.
 *
 * @param run what the job's state belongs to
 * @param storage where its coordinator keeps its decisions and finds snapshots
 * @param directory the directory of that storage
 * @param savepoint what tasks begin with where there is no epoch yet
 */
public record JobOrder(
        JobPlan plan,
        JobSettings settings,
        String run,
        JobOptions options,
        JobStorage storage,
        Path directory,
        Optional<Path> savepoint) {}
