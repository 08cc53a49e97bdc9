package dev.levada.node.standing;

import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.Submission;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.processes.JobLoader;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes jobs from the words that were submitted. */
public interface JobMaker {

    /**
     * Loads a pipeline. The job is used by the calling thread alone.
     *
     * @param printer where the pipeline prints
     * @throws dev.levada.api.connector.BadInputException if there is no such pipeline, or the words make no sense
     */
    Made make(Submission submission, JobLoader.Printer printer);

    /** A job that could be started. Closed when it is over. */
    interface Made extends AutoCloseable {

        /** The words that make the same pipeline in a worker. */
        List<String> arguments();

        /** How many worker processes were asked for, 0 for one for each task; empty if nothing was asked. */
        OptionalInt workers();

        /** How many more shall stand by. */
        int spares();

        /** Where tasks are to run, of those that have a wish. */
        Map<TaskId, Home> homes();

        /** How it is to run, but for where. */
        Embedded settings();

        /** Starts it. */
        Job start(Embedded settings);

        /**
         * Does what the pipeline's own script says, and waits for the end.
         *
         * @throws dev.levada.node.job.JobFailedException if the job failed
         */
        JobReport finish();

        @Override
        void close();
    }
}
