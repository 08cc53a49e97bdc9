package dev.levada.testkit.world;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.cluster.control.Carrier;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.JobCoordinator;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotSweeper;
import dev.levada.io.log.CorruptLogException;
import dev.levada.io.log.SegmentedLog;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The process of the coordinator: its log, its clock, and the messages to and from it. */
final class CoordinatorNode extends Node {
    private static final long MICRO = 1_000;
    private static final long TICK_NANOS = 2_000_000;
    private static final long SEGMENT_BYTES = 4_096;
    private static final Codec<Decision> CODEC = Codecs.of(Decision.class);

    private final Chance chance;
    private final SimulatedDisk disk;
    private SnapshotSweeper sweeper;
    private @Nullable SegmentedLog log;
    private @Nullable JobCoordinator job;
    private @Nullable Carrier carrier;
    private List<Recorded> unsynced = new ArrayList<>();
    private boolean over;
    private boolean powerGoes;

    private record Recorded(Decision decision, Runnable then) {}

    CoordinatorNode(World world, Chance chance) {
        super(world, 0);
        this.chance = chance;
        this.disk = new SimulatedDisk(chance.split().random());
        this.sweeper = new SnapshotSweeper(world.storage());
    }

    SimulatedDisk disk() {
        return disk;
    }

    boolean isOver() {
        return over;
    }

    /** Goes on from what the log holds. */
    void begin() {
        List<Decision> logged = new ArrayList<>();
        boolean torn;
        try {
            SegmentedLog opened = SegmentedLog.open(world.doors().coordinatorDisk(disk), "log", SEGMENT_BYTES);
            log = opened;
            torn = opened.recovered().tornBytes() > 0;
            if (torn) {
                world.sometimes("a torn tail cut");
            }
            opened.read(opened.firstIndex(), (index, bytes) -> logged.add(CODEC.read(new ByteInput(bytes))));
        } catch (CorruptLogException e) {
            world.violated("the coordinator's log is damaged: " + e.getMessage());
            return;
        } catch (IOException e) {
            world.sometimes("a log that could not be opened at once");
            die();
            return;
        }
        Carrier newCarrier = new Carrier(
                world.plan(),
                world.profile().suspicion(),
                world.profile().coordinator().resendNanos(),
                new Control(this, chance.split()));
        world.workers().forEach(worker -> newCarrier.expect(worker.number, world.nowNanos()));
        JobCoordinator coordinator = new JobCoordinator(
                world.plan(),
                world.policy(),
                world.profile().coordinator(),
                world.doors().actions(newCarrier));
        newCarrier.serve(coordinator);
        List<Decision> recalled = world.doors().recalled(logged, torn);
        recalled.forEach(coordinator::recall);
        world.oracles().recalled(logged);
        if (coordinator.finishedBefore()) {
            finished();
            return;
        }
        carrier = newCarrier;
        job = coordinator;
        coordinator.start(world.nowNanos());
        tick();
    }

    private void tick() {
        JobCoordinator coordinator = job;
        Carrier current = carrier;
        if (coordinator != null && current != null && !over) {
            current.tick(world.nowNanos());
            coordinator.tick(world.nowNanos());
            world.onNode(this, TICK_NANOS * slowness(), "tick", Timeline.CLOCK, this::tick);
        }
    }

    @Override
    void down() {
        super.down();
        job = null;
        carrier = null;
        log = null;
        unsynced = new ArrayList<>();
        sweeper = new SnapshotSweeper(world.storage());
    }

    private void sweep(Decision.EpochCompleted completed) {
        try {
            sweeper.sweep(completed.snapshots().values(), completed.epoch());
            world.sometimes("old snapshots swept");
        } catch (IOException e) {
            world.sometimes("old snapshots not swept"); // they are in nobody's way
        }
    }

    /** The power goes while something is being written, soon. */
    void cutPower() {
        powerGoes = true;
        disk.cutPowerAfter(1 + chance.below(4));
    }

    /** The process gives up, and is started again after a while. */
    void die() {
        if (!isUp()) {
            return;
        }
        down();
        if (powerGoes || world.faulty(Fault.POWER_CUT) || chance.percent(30)) {
            disk.crash();
        }
        powerGoes = false;
        disk.failForceAfter(Long.MAX_VALUE);
        world.later(chance.between(500 * MICRO, 40_000 * MICRO), "coordinator starts", this::restart);
    }

    void restart() {
        if (!isUp() && !over) {
            start();
            world.sometimes("a coordinator restarted");
            begin();
        }
    }

    void record(Decision decision, Runnable then) {
        SegmentedLog open = log;
        if (open == null) {
            return;
        }
        ByteOutput out = new ByteOutput(64);
        CODEC.write(decision, out);
        try {
            open.append(out.toByteArray());
        } catch (IOException e) {
            world.sometimes("a log that failed");
            die();
            return;
        }
        unsynced.add(new Recorded(decision, then));
        if (world.faulty(Fault.COORDINATOR_CRASH) && chance.percent(1)) {
            world.sometimes("a coordinator gone with a decision that was not durable");
            world.onNode(this, chance.between(0, 10 * MICRO), "crash", this::die);
        }
        if (unsynced.size() == 1) {
            world.onNode(this, chance.between(10 * MICRO, 500 * MICRO) * slowness(), "sync", this::sync);
        }
    }

    private void sync() {
        SegmentedLog open = log;
        if (open == null) {
            return;
        }
        try {
            open.sync();
        } catch (IOException e) {
            world.sometimes("a log that failed");
            die();
            return;
        }
        List<Recorded> synced = unsynced;
        unsynced = new ArrayList<>();
        for (Recorded recorded : synced) {
            world.oracles().decided(recorded.decision());
            if (recorded.decision() instanceof Decision.EpochCompleted completed
                    && world.profile().periodic()) {
                world.onNode(this, chance.between(100 * MICRO, 3_000 * MICRO), "sweep", () -> sweep(completed));
            }
        }
        int incarnation = incarnation();
        for (Recorded recorded : synced) {
            if (world.faulty(Fault.COORDINATOR_CRASH) && chance.percent(1)) {
                world.sometimes("a coordinator gone between a durable decision and its deed");
                die();
            }
            if (isUp() && incarnation == incarnation()) {
                recorded.then().run();
            }
        }
    }

    void finished() {
        over = true;
        world.finished();
    }

    // What is told to the coordinator

    private void with(Consumer<Carrier> deed) {
        Carrier current = carrier;
        if (current != null && !over) {
            deed.accept(current);
        }
    }

    void beat(Location worker, Map<TaskId, Long> held) {
        with(each -> each.beat(worker, held, world.nowNanos()));
    }

    void relocate(TaskId task) {
        JobCoordinator current = job;
        if (current != null && !over) {
            current.relocate(new LinkedHashSet<>(List.of(task)));
        }
    }

    /** Somebody saw the worker's process go. */
    void exited(Location worker) {
        with(each -> each.exited(worker, world.nowNanos()));
    }

    void report(Location from, long id, Report report) {
        world.oracles().reported(report);
        with(each -> each.report(from, id, report, world.nowNanos()));
    }
}
