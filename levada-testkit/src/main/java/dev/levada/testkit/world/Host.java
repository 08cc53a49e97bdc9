package dev.levada.testkit.world;

import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.disk.SimulatedDisk;
import java.util.List;

/** A machine with a disk, which outlasts the processes on it. */
final class Host {
    private final World world;
    private final int number;
    private final Chance chance;
    private SimulatedDisk disk;
    private int disks = 1;

    Host(World world, int number, Chance chance) {
        this.world = world;
        this.number = number;
        this.chance = chance;
        this.disk = newDisk();
    }

    private SimulatedDisk newDisk() {
        return new SimulatedDisk(chance.split().random());
    }

    SimulatedDisk disk() {
        return disk;
    }

    /** Tells the disk from all others, also from those that the machine had before. */
    String diskName() {
        return world.doors().disk("host %d".formatted(number), "disk %d of host %d".formatted(disks, number));
    }

    /** What a process has on the disk, which is there for all of the machine. */
    SnapshotStorage storage(WorkerNode node) {
        return world.doors().hostStorage(new HostStorage(disk, node.freshName()));
    }

    /** Whether a process is on this machine. */
    boolean has(WorkerNode worker) {
        return worker.host() == this;
    }

    List<WorkerNode> workers() {
        return world.workers().stream().filter(this::has).toList();
    }

    /** What was not forced is lost. */
    void losePower() {
        disk.crash();
    }

    /** All that was on the disk is gone; another one takes its place. */
    void loseDisk() {
        disk = newDisk();
        disks++;
    }
}
