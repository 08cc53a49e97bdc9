package dev.levada.node.remote;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Suspicion;
import dev.levada.cluster.coordinator.CoordinatorSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.channel.Spill;
import dev.levada.core.plan.JobPlan;
import dev.levada.node.processes.JobLoader;
import dev.levada.node.savepoint.Redistribution;
import dev.levada.node.savepoint.Savepoint;
import dev.levada.node.storage.HostDirectory;
import dev.levada.node.storage.SharedDirectory;
import dev.levada.node.worker.Assignment;
import dev.levada.node.worker.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** A job as a worker process has loaded it. */
final class LoadedJob {
    private final JobLoader.Loaded pipeline;
    private final Assignment assignment;
    private final SharedDirectory storage;
    private final Optional<Savepoint> savepoint;
    private final Optional<HostDirectory> onHost;

    private LoadedJob(
            JobLoader.Loaded pipeline,
            Assignment assignment,
            SharedDirectory storage,
            Optional<Savepoint> savepoint,
            Optional<HostDirectory> onHost) {
        this.pipeline = pipeline;
        this.assignment = assignment;
        this.storage = storage;
        this.savepoint = savepoint;
        this.onHost = onHost;
    }

    /** @throws BadInputException if it cannot be loaded here, or is not what the coordinator has */
    static LoadedJob load(JobSheet sheet, Location here, Path logs, JobLoader loader, JobLoader.Printer printer) {
        JobLoader.Loaded pipeline = loader.load(
                sheet.arguments(), Path.of(sheet.directory()), sheet.settings().guarantee(), printer);
        Map<String, Integer> splits = new LinkedHashMap<>();
        sheet.splits().forEach((source, all) -> splits.put(source, all.size()));
        JobPlan plan = Planner.plan(pipeline.topology().graph(), sheet.settings(), splits);
        if (PlanFingerprint.of(plan) != sheet.fingerprint()) {
            throw new BadInputException(
                    "pipeline %s is not the same in worker %d as at the coordinator; its program must build the same topology each time, and its files must be the same"
                            .formatted(sheet.arguments(), here.worker()));
        }
        String writer = "w%dx%d".formatted(here.worker(), here.incarnation());
        SharedDirectory storage = SharedDirectory.open(Path.of(sheet.storage()), writer);
        Optional<HostDirectory> onHost = plan.recoveries().stream().anyMatch(Recovery::logsOnHost)
                ? Optional.of(HostDirectory.open(logs, sheet.run(), writer))
                : Optional.empty();
        Optional<Savepoint> savepoint = sheet.savepoint().map(Path::of).map(Savepoint::open);
        JobOptions options = new JobOptions(
                sheet.splits(),
                Runtime.getRuntime().availableProcessors(),
                sheet.batchSize(),
                Spill.STANDARD_BUDGET_RECORDS,
                sheet.seed(),
                new LinkedHashSet<>(sheet.held()),
                sheet.replaces(),
                sheet.record(),
                Suspicion.never(),
                CoordinatorSettings.standard());
        Assignment.Beginnings beginnings =
                savepoint.isEmpty() ? (task, fresh, codecs) -> fresh : new Redistribution(savepoint.get(), plan)::start;
        return new LoadedJob(
                pipeline,
                new Assignment(
                        plan,
                        options,
                        sheet.run(),
                        here,
                        storage.snapshots(),
                        true,
                        storage::spill,
                        beginnings,
                        onHost.map(each -> each)),
                storage,
                savepoint,
                onHost);
    }

    Assignment assignment() {
        return assignment;
    }

    /** Tells the disk of this host that has the log of this process; "" if there is none. */
    String diskName() {
        return onHost.map(HostDirectory::name).orElse("");
    }

    /**
     * Lets go of everything; what cannot be closed dies with the process.
     *
     * @param over whether nobody goes on from what is left on this host
     */
    void close(boolean over) {
        try {
            if (onHost.isPresent()) {
                onHost.get().close();
                if (over) {
                    onHost.get().delete();
                }
            }
            storage.close();
            if (savepoint.isPresent()) {
                savepoint.get().close();
            }
        } catch (IOException e) {
            return; // the process ends anyway, and its coordinator deletes what it leaves
        } finally {
            pipeline.close();
        }
    }
}
