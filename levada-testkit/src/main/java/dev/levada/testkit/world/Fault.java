package dev.levada.testkit.world;

import java.util.Locale;

/** A kind of fault. Each seed draws which kinds there are. */
public enum Fault {
    /** A task fails; its process goes on. */
    TASK_CRASH,
    /** A worker is gone with all of its tasks, and comes back empty. */
    WORKER_CRASH,
    /** The coordinator is gone, and comes back with what its log holds. */
    COORDINATOR_CRASH,
    /** Every process is killed at once. */
    KILL_ALL,
    /** What a crash of the coordinator or of everything takes with it is also what was not forced to disk. */
    POWER_CUT,
    /** A process stands still for a while, and then goes on as if nothing had been. */
    FREEZE,
    /** A node is cut off from all others. */
    PARTITION,
    /** Nothing gets from one node to another, but the other way it does. */
    ONE_WAY,
    /** A connection between two tasks breaks. */
    RESET,
    /** Control messages get lost. */
    MESSAGE_LOSS,
    /** Control messages come late, after younger ones. */
    MESSAGE_DELAY,
    /** Control messages come twice. */
    MESSAGE_TWICE,
    /** A task is made to go on elsewhere. */
    RELOCATION,
    /** A node is slow. */
    SLOW_NODE,
    /** Snapshots are long in coming. */
    STORE_LATE,
    /** The store has an object, and says that it has not. */
    STORE_ANSWER_LOST,
    /** The store takes nothing for a while. */
    STORE_FAILURE,
    /** Forcing to disk fails, and loses what was to be kept. */
    FORCE_FAILURE,
    /** The coordinator's disk is full for a while. */
    DISK_FULL,
    /** A sink takes its time to commit. */
    SINK_SLOW,
    /** A sink has committed, and says that it has not. */
    SINK_ANSWER_LOST,
    /** All workers of one machine are gone, and what was not forced to its disk. */
    HOST_CRASH,
    /** Likewise, with all that was on the disk. */
    DISK_LOST,
    /** A worker is taken for gone, and lives for a while. */
    GIVEN_UP;

    /** Whether it can be drawn. Some make a difference only where logs are waited for that others hold. */
    boolean isFor(Mixture protocols) {
        return switch (this) {
            case HOST_CRASH, DISK_LOST -> protocols.logsOnHosts();
            case GIVEN_UP -> protocols.logsOnHosts() || protocols.logsToOthers();
            default -> true;
        };
    }

    /** The name on the command line: {@code task-crash}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Fault parse(String label) {
        for (Fault fault : values()) {
            if (fault.label().equalsIgnoreCase(label)) {
                return fault;
            }
        }
        throw new IllegalArgumentException("there is no fault '%s'".formatted(label));
    }
}
