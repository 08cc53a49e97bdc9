package dev.levada.cluster.coordinator;

import dev.levada.core.plan.TaskId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which processes may have taken to their graves what tasks chose since the last complete epoch, and whether a disk
 * has. What was chosen before that nobody needs.
 *
 * <p>Counts too much rather than too little: a process counts if any of its tasks has failed, and until an epoch is
 * complete in which nobody was missing. That epoch has a higher number than any that was begun before all went back, so
 * what was logged before that is never taken over.
 */
final class Losses {
    private final Set<String> processes = new LinkedHashSet<>();
    private final Set<TaskId> anew = new LinkedHashSet<>();
    private boolean all;
    private boolean disk;
    /** In how many processes tasks run. */
    private int spread = Integer.MAX_VALUE;

    private int leastSpread = Integer.MAX_VALUE;

    /** A process is gone, or a task in it. */
    void add(String process) {
        processes.add(process);
    }

    /** Nothing is left that anybody held in memory. */
    void addAll() {
        all = true;
    }

    /** What tasks chose is not where they put it, on the disk of a host. */
    void addDisk() {
        disk = true;
    }

    /** Tasks run in so many processes from now on. */
    void spread(int number) {
        spread = number;
        leastSpread = Math.min(leastSpread, number);
    }

    /** An epoch is complete, and everybody is there. */
    void clear() {
        leastSpread = spread;
        processes.clear();
        anew.clear();
        all = false;
        disk = false;
    }

    /** Tasks that have begun anew: what is logged of what they did before is void, until an epoch is complete. */
    Set<TaskId> anew() {
        return anew;
    }

    /**
     * Whether more is lost than others can make up for. Nobody makes up for a disk; and of processes, for no more than
     * there were others since the last complete epoch: where there was but one process, and that is so no more, none.
     *
     * @param sharing see {@link dev.levada.core.recovery.JobRecovery#sharing}
     */
    boolean exceed(int sharing) {
        int others = spread == 1 ? 1 : leastSpread - 1;
        return disk || (sharing > 0 && (all || processes.size() > Math.min(sharing, others)));
    }
}
