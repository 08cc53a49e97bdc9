package dev.levada.testkit.world;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.plan.TaskId;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Brings faults about, one after the other, until their time is over. */
final class Chaos {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    /** Those that are events; the others are ways in which things go wrong when they are done. */
    private static final EnumSet<Fault> EVENTS = EnumSet.of(
            Fault.TASK_CRASH,
            Fault.WORKER_CRASH,
            Fault.COORDINATOR_CRASH,
            Fault.KILL_ALL,
            Fault.FREEZE,
            Fault.PARTITION,
            Fault.ONE_WAY,
            Fault.RESET,
            Fault.SLOW_NODE,
            Fault.STORE_FAILURE,
            Fault.RELOCATION,
            Fault.FORCE_FAILURE,
            Fault.DISK_FULL,
            Fault.HOST_CRASH,
            Fault.DISK_LOST,
            Fault.GIVEN_UP);

    private final World world;
    private final Chance chance;
    private final List<Fault> events = new ArrayList<>();
    private final List<String> struck = new ArrayList<>();

    Chaos(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        for (Fault fault : world.profile().faults()) {
            if (EVENTS.contains(fault)) {
                events.add(fault);
            }
        }
    }

    void begin() {
        if (!events.isEmpty()) {
            next();
        }
    }

    private void next() {
        long delay = chance.between(MICRO, 2 * world.profile().faultEveryNanos());
        if (world.nowNanos() + delay < world.profile().faultsUntilNanos()) {
            world.later(delay, "fault", () -> {
                strike(chance.oneOf(events));
                next();
            });
        }
    }

    /** What went wrong so far, and when, for people. */
    List<String> struck() {
        return struck;
    }

    private void strike(Fault fault) {
        struck.add("%s at %.1f ms".formatted(fault.label(), world.nowNanos() / 1e6));
        world.say("FAULT %s", fault.label());
        world.sometimes("fault: " + fault.label());
        switch (fault) {
            case TASK_CRASH -> crashTask();
            case WORKER_CRASH -> crashWorkers();
            case COORDINATOR_CRASH -> crashCoordinator();
            case KILL_ALL -> killAll();
            case FREEZE -> freeze();
            case PARTITION -> partition(true);
            case ONE_WAY -> partition(false);
            case RESET -> reset();
            case RELOCATION -> relocate();
            case SLOW_NODE -> slow();
            case STORE_FAILURE -> failStore();
            case FORCE_FAILURE -> failForce();
            case DISK_FULL -> fillDisk();
            case HOST_CRASH -> crashHost(false);
            case DISK_LOST -> crashHost(true);
            case GIVEN_UP -> giveUp();
            default -> throw new IllegalStateException("%s is no event".formatted(fault));
        }
    }

    private long lasting() {
        return chance.percent(60) ? chance.between(100 * MICRO, 10 * MILLI) : chance.between(10 * MILLI, 150 * MILLI);
    }

    private void crashTask() {
        List<Attempt> running = new ArrayList<>();
        world.workers().forEach(worker -> running.addAll(worker.attempts()));
        if (!running.isEmpty()) {
            Attempt attempt = chance.oneOf(running);
            world.say("  of %s, attempt %d", attempt.id(), attempt.number());
            attempt.crash();
        }
    }

    /** Often as many at once as are made up for, as far as these are several. */
    private void crashWorkers() {
        crashWorker(chance.oneOf(world.workers()));
        for (int more = 1; more < world.policy().sharing() && chance.percent(80); more++) {
            crashWorker(chance.oneOf(world.workers()));
        }
    }

    void crashWorker(WorkerNode worker) {
        if (!worker.isUp()) {
            return;
        }
        Location gone = new Location(worker.number, worker.incarnation());
        worker.down();
        CoordinatorNode coordinator = world.coordinator();
        if (!world.network().isCut(worker, coordinator)) {
            world.onNode(coordinator, chance.between(50 * MICRO, 4 * MILLI), "exit", () -> coordinator.exited(gone));
        }
        world.later(lasting(), "worker starts", () -> {
            if (!worker.isUp()) {
                worker.start();
            }
        });
    }

    void crashCoordinator() {
        if (!world.coordinator().isUp() || world.coordinator().isOver()) {
            return;
        }
        if (world.faulty(Fault.POWER_CUT) && chance.percent(50)) {
            world.coordinator().cutPower();
        } else {
            world.coordinator().die();
        }
    }

    private void killAll() {
        world.workers().forEach(this::crashWorker);
        crashCoordinator();
        boolean power = world.profile().faults().contains(Fault.POWER_CUT);
        if (power) {
            world.workers().forEach(worker -> worker.host().losePower());
        }
        world.store().down(power);
        world.later(chance.between(100 * MICRO, 20 * MILLI), "store starts", () -> {
            if (world.store().isDown()) {
                world.store().restart();
            }
        });
    }

    private void giveUp() {
        WorkerNode worker = chance.oneOf(world.workers());
        if (worker.isUp()) {
            Location location = new Location(worker.number, worker.incarnation());
            world.coordinator().exited(location);
            world.later(lasting(), "given up", () -> {
                if (worker.incarnation() == location.incarnation()) {
                    crashWorker(worker);
                }
            });
        }
    }

    private void crashHost(boolean withDisk) {
        Host host = chance.oneOf(world.workers()).host();
        host.workers().forEach(this::crashWorker);
        if (withDisk) {
            host.loseDisk();
        } else {
            host.losePower();
        }
    }

    private void freeze() {
        Node node = chance.percent(15) ? world.coordinator() : chance.oneOf(world.workers());
        node.freeze(world.nowNanos() + lasting());
    }

    private void partition(boolean both) {
        int nodes = world.workers().size() + 1;
        int one = chance.below(nodes);
        List<int[]> cuts = new ArrayList<>();
        for (int other = 0; other < nodes; other++) {
            if (other != one && chance.percent(80)) {
                cuts.add(new int[] {one, other});
                if (both) {
                    cuts.add(new int[] {other, one});
                }
            }
        }
        cuts.forEach(cut -> world.network().cut(cut[0], cut[1]));
        world.later(
                lasting(), "mended", () -> cuts.forEach(cut -> world.network().mend(cut[0], cut[1])));
    }

    private void reset() {
        List<Connection> open = new ArrayList<>();
        world.workers().forEach(worker -> open.addAll(worker.connections()));
        if (!open.isEmpty()) {
            chance.oneOf(open).breakDown();
        }
    }

    private void relocate() {
        List<TaskId> running = new ArrayList<>();
        world.workers().forEach(worker -> worker.attempts().forEach(attempt -> running.add(attempt.id())));
        if (!running.isEmpty()) {
            world.coordinator().relocate(chance.oneOf(running));
        }
    }

    private void slow() {
        Node node = chance.oneOf(world.workers());
        node.slowness((int) chance.between(2, 30));
        world.later(lasting(), "not slow any more", () -> node.slowness(1));
    }

    private void failStore() {
        if (!world.store().isDown()) {
            world.store().down(false);
            world.later(lasting(), "store back", () -> {
                if (world.store().isDown()) {
                    world.store().restart();
                }
            });
        }
    }

    private void failForce() {
        if (chance.percent(50)) {
            world.coordinator().disk().failForceAfter(chance.below(8));
        } else if (world.logs().any() && chance.percent(60)) {
            logOfSome().hurt(disk -> disk.failForceAfter(chance.below(8)));
        } else {
            world.store().failForce();
        }
    }

    private WorkerLog logOfSome() {
        return chance.oneOf(world.workers()).log();
    }

    private void fillDisk() {
        if (world.logs().any() && chance.percent(50)) {
            logOfSome().hurt(this::fill);
        } else {
            fill(world.coordinator().disk());
        }
    }

    private void fill(SimulatedDisk disk) {
        disk.capacity(0);
        world.later(lasting(), "room on the disk", () -> disk.capacity(Long.MAX_VALUE));
    }
}
