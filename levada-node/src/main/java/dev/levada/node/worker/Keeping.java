package dev.levada.node.worker;

import dev.levada.cluster.worker.Holders;
import dev.levada.cluster.worker.Worker;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.recovery.log.replica.Copies;
import dev.levada.recovery.log.replica.Replicas;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes what keeps the choices of a job's tasks in one process, as their protocols demand. */
final class Keeping {
    private final Assignment job;
    private final JobRecovery policy;
    private final Worker worker;
    private final TaskRunner.Outside outside;
    private final Consumer<Runnable> background;

    /** @param background runs what waits for the store */
    Keeping(
            Assignment job,
            JobRecovery policy,
            Worker worker,
            TaskRunner.Outside outside,
            Consumer<Runnable> background) {
        this.job = job;
        this.policy = policy;
        this.worker = worker;
        this.outside = outside;
        this.background = background;
    }

    /** Null if nothing is kept. */
    @Nullable
    Determinants determinants() {
        Set<Kept> kept = EnumSet.noneOf(Kept.class);
        for (JobPlan.Chain chain : job.plan().chains()) {
            kept.add(policy.kept(chain.task(0)));
        }
        if (kept.contains(Kept.LATER)) {
            return new TracedDeterminants(worker, job.here(), job.storage(), outside::warn);
        }
        if (kept.stream().anyMatch(Kept::inMemory)) {
            return inMemory(kept);
        }
        if (kept.contains(Kept.LOCAL)) {
            Determinants onHost = onHost();
            return kept.contains(Kept.DURABLE)
                    ? new RoutedDeterminants(
                            onHost, new EnumMap<>(Map.of(Kept.LOCAL, onHost, Kept.DURABLE, stored())), policy::kept)
                    : onHost;
        }
        return kept.contains(Kept.DURABLE) ? stored() : null;
    }

    private Determinants onHost() {
        HostDisk disk = job.hostDisk()
                .orElseThrow(() -> new IllegalStateException(
                        "tasks of job '%s' log to a disk of this host, and this process was given none"
                                .formatted(job.plan().job())));
        return new HostDeterminants(worker, disk, job.storage(), background, outside::warn, recorder());
    }

    private @Nullable DeterminantRecorder recorder() {
        return job.options().record() ? new DeterminantRecorder(job.storage(), outside::warn) : null;
    }

    private Determinants stored() {
        return new DeterminantStore(
                worker, job.storage(), UUID.randomUUID().toString().replace("-", ""));
    }

    private Determinants inMemory(Set<Kept> kept) {
        Replicas replicas = new Replicas(job.here().worker(), policy.sharing(), worker::learned);
        Predicate<TaskId> attached = task -> policy.kept(task) == Kept.SHARED;
        SharedDeterminants shared = new SharedDeterminants(
                job.plan(), replicas, attached, job.storage(), background, outside::warn, recorder());
        Map<Kept, Determinants> all = new EnumMap<>(Kept.class);
        all.put(Kept.SHARED, shared);
        if (kept.contains(Kept.COPIED)) {
            Copies.Holder here = Holders.holder(job.here());
            CopiedDeterminants.Maker copies =
                    host -> new Copies<>(replicas, here, policy.sharing(), policy.holders(), attached, host);
            all.put(Kept.COPIED, new CopiedDeterminants(worker, shared, outside, copies));
        }
        if (kept.contains(Kept.DURABLE)) {
            all.put(Kept.DURABLE, stored());
        }
        if (kept.contains(Kept.LOCAL)) {
            all.put(Kept.LOCAL, onHost());
        }
        return all.size() == 1 ? shared : new RoutedDeterminants(shared, all, policy::kept);
    }
}
