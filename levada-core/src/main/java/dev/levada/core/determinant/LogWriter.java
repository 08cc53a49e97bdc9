package dev.levada.core.determinant;

import dev.levada.core.plan.TaskId;

/**
 * Who writes one log of what all tasks of a process choose. A process that goes back to where it does not depend on
 * what is lost begins another one.
 *
 * @param worker the number of the process in the job, from 1
 * @param incarnation which life of that process, from 1
 * @param round the recovery in which the log was begun, from 1
 */
public record LogWriter(int worker, long incarnation, long round) {

    /**
     * What the store knows the logs of a worker by: with the number of a recovery as floor, none that was begun before
     * it is written to any more.
     */
    public static TaskId owner(int worker) {
        return new TaskId(".log", worker);
    }
}
