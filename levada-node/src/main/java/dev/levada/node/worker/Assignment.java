package dev.levada.node.worker;

import dev.levada.cluster.control.Location;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.Protocols;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a process must know of a job to run tasks of it.
 *
 * @param run what the job's state belongs to
 * @param here the process, as the job knows it
 * @param lasting whether what is stored and recorded outlasts the process
 * @param spills room for what a new attempt has sent
 * @param beginnings what tasks begin with where there is no epoch yet
 * @param hostDisk where what tasks choose goes that is to be on a disk of their host; if there are such tasks
 */
public record Assignment(
        JobPlan plan,
        JobOptions options,
        String run,
        Location here,
        SnapshotStorage storage,
        boolean lasting,
        Supplier<SpillStore> spills,
        Beginnings beginnings,
        Optional<HostDisk> hostDisk) {

    /** What tasks begin with where there is no epoch yet. */
    public interface Beginnings {

        /** May wait for the disk. */
        TaskStart of(TaskId task, TaskStart fresh, Codecs codecs) throws IOException;
    }

    RecoveryProtocol protocol() {
        return Protocols.of(plan, options.replaces());
    }

    JobRecovery policy() {
        return protocol().forJob(plan);
    }
}
