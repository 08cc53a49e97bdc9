package dev.levada.node.embedded;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.node.savepoint.Redistribution;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts new attempts: reads what they begin with, makes their channels, and fills their slots. */
final class Deployer {
    private static final int CHANNEL_ELEMENTS = 16;

    private final EmbeddedJob job;
    private final JobPlan plan;
    private final RecoveryProtocol protocol;
    private final JobRecovery policy;
    private final JobOptions options;
    private final String run;
    private final @Nullable Redistribution from;
    private final Codecs codecs;

    /**
     * For one job.
     *
     * @param run what the job's state belongs to
     * @param from the savepoint that it begins with until it has an epoch of its own, or null
     */
    Deployer(
            EmbeddedJob job,
            JobPlan plan,
            RecoveryProtocol protocol,
            JobRecovery policy,
            JobOptions options,
            String run,
            @Nullable Redistribution from) {
        this.job = job;
        this.plan = plan;
        this.protocol = protocol;
        this.policy = policy;
        this.options = options;
        this.run = run;
        this.from = from;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        this.codecs = new Codecs(loader != null ? loader : Deployer.class.getClassLoader());
    }

    String run() {
        return run;
    }

    /** On a thread that may wait for the store. */
    void deploy(Deployment deployment) throws IOException {
        SnapshotStorage storage = job.storage().snapshots();
        Map<TaskId, StoredSnapshot> snapshots = new LinkedHashMap<>();
        Map<TaskId, TaskStart> starts = new LinkedHashMap<>();
        for (TaskId task : deployment.attempts().keySet()) {
            storage.raiseFloor(task, attempt(deployment, task));
            String name = deployment.snapshots().get(task);
            if (name != null) {
                snapshots.put(task, SnapshotReader.read(storage, name));
            }
        }
        Redistribution savepoint = deployment.epoch() == 0 ? from : null;
        Starts all = new Starts(plan, deployment, snapshots);
        if (policy.exactCuts()) {
            all.checkExactCut();
        }
        for (TaskId task : deployment.attempts().keySet()) {
            StoredSnapshot own = snapshots.get(task);
            TaskStart start =
                    all.of(task, run, own == null ? new LinkedHashMap<>() : SnapshotReader.operators(storage, own));
            starts.put(task, savepoint == null ? start : savepoint.start(task, start));
        }
        Map<ChannelId, LocalChannel> channels = connect(all, deployment);
        LocalWiring wiring = new LocalWiring(plan, protocol, options, codecs, channels, deployment.attempts(), job);
        starts.forEach((task, start) -> {
            Slot slot = job.slot(task);
            slot.loop().execute(() -> fill(slot, start, wiring, deployment.round()));
        });
    }

    private static long attempt(Deployment deployment, TaskId task) {
        return requireNonNull(deployment.attempts().get(task));
    }

    /** New channels wherever a new attempt is at one end; who is at the other end goes on with them. */
    private Map<ChannelId, LocalChannel> connect(Starts starts, Deployment deployment) {
        Map<ChannelId, LocalChannel> channels = new LinkedHashMap<>();
        for (ChannelId id : starts.connections()) {
            Slot producer = job.slot(id.producer());
            Slot consumer = job.slot(id.consumer());
            LocalChannel channel = new LocalChannel(id, CHANNEL_ELEMENTS, consumer.loop(), producer.loop());
            channels.put(id, channel);
            if (!deployment.attempts().containsKey(id.producer())) {
                long from = starts.firstWanted(id);
                onLoop(producer, task -> task.connect((OutputChannel) channel, from), channel::lose);
            }
            if (!deployment.attempts().containsKey(id.consumer())) {
                onLoop(consumer, task -> task.connect((InputChannel) channel), channel::abandon);
            }
        }
        return channels;
    }

    private interface Deed {
        void with(Task task);
    }

    private static void onLoop(Slot slot, Deed deed, Runnable ifGone) {
        slot.loop().execute(() -> {
            Task task = slot.task();
            if (task == null || slot.isDown()) {
                ifGone.run();
            } else {
                slot.loop().attempt(task, () -> deed.with(task));
            }
        });
    }

    /** On the slot's loop. */
    private void fill(Slot slot, TaskStart start, LocalWiring wiring, long round) {
        slot.halt();
        slot.retire();
        try {
            Task task = TaskFactory.build(plan, slot.id(), start, wiring);
            slot.fill(task);
            task.open();
            job.tell(coordinator -> coordinator.restored(slot.id(), start.attempt(), round));
            slot.filled(task);
        } catch (Throwable t) { // user code is opened here
            job.openFailed(slot, start.attempt(), t);
        }
    }
}
