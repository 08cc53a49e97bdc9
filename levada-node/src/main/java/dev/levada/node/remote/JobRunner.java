package dev.levada.node.remote;

import dev.levada.node.job.Job;

/** Runs planned jobs in worker processes. */
public interface JobRunner {

    /**
     * Starts a job.
     *
     * @throws dev.levada.api.connector.BadInputException if it cannot be started
     */
    Job start(JobOrder order);
}
