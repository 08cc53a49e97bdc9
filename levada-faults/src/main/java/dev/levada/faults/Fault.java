package dev.levada.faults;

import dev.levada.api.recovery.Recovery;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of fault. */
public enum Fault {
    /** A worker gets SIGKILL. */
    KILL_WORKER(Need.NOTHING, 0, 0),
    /** A worker gets SIGKILL, and soon after that another one. */
    KILL_DURING_RECOVERY(Need.NOTHING, 50, 500),
    /** Two workers get SIGKILL at the same time. */
    KILL_TWO_WORKERS(Need.NOTHING, 0, 0),
    /** All workers get SIGKILL. */
    KILL_ALL_WORKERS(Need.NOTHING, 0, 0),
    /** The coordinator gets SIGKILL, which ends its workers; then the job is started again. */
    KILL_COORDINATOR(Need.NOTHING, 0, 1_000),
    /** A frozen worker outlives its coordinator, and wakes up while the job goes on without it. */
    ORPHAN(Need.SIGNALS, 2_000, 5_000),
    /** A worker stands still for less than a failure detector waits, or about so long. */
    FREEZE_SHORT(Need.SIGNALS, 200, 1_000),
    /** A worker stands still for so long that it is given up. */
    FREEZE_LONG(Need.SIGNALS, 4_000, 8_000),
    /** The coordinator stands still, its workers do not. */
    FREEZE_COORDINATOR(Need.SIGNALS, 200, 6_000),
    /** A worker and the others hear nothing of each other, but all hear the coordinator. */
    PARTITION(Need.NETWORK, 300, 6_000),
    /** A worker and the coordinator hear nothing of each other, but the worker hears the others. */
    PARTITION_CONTROL(Need.NETWORK, 300, 6_000),
    /** Nobody hears anybody. */
    NETWORK_DOWN(Need.NETWORK, 300, 6_000),
    /** The disk with the state and the output is full. */
    DISK_FULL(Need.DISK, 500, 3_000),
    /** In one process, each thread's next two fsyncs fail. */
    FSYNC_ERROR(Need.TRACER, 500, 2_000);

    private final Need need;
    private final int minMillis;
    private final int maxMillis;

    /** What a machine must be able to do for it. */
    enum Need {
        NOTHING,
        SIGNALS,
        NETWORK,
        DISK,
        TRACER
    }

    Fault(Need need, int minMillis, int maxMillis) {
        this.need = need;
        this.minMillis = minMillis;
        this.maxMillis = maxMillis;
    }

    /** The name on the command line and in reports: {@code kill-worker} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a {@link #label}.
     *
     * @throws IllegalArgumentException if it is none, naming those there are
     */
    public static Fault parse(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no kind of fault; there are %s"
                        .formatted(
                                label, Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", ")))));
    }

    Need need() {
        return need;
    }

    /** How long it lasts at least. */
    int minMillis() {
        return minMillis;
    }

    /** How long it lasts at most. */
    int maxMillis() {
        return maxMillis;
    }

    /**
     * Whether a job is to live through it. Only one whose coordinator can go on from where it was does so when that is
     * gone.
     */
    public boolean fits(Recovery protocol) {
        return protocol == Recovery.checkpoint() || !(this == KILL_COORDINATOR || this == ORPHAN || mayEndTheJob());
    }

    /** Whether the job may end with an error, to be started again: nothing can be promised without a disk. */
    boolean mayEndTheJob() {
        return need == Need.DISK || need == Need.TRACER;
    }
}
