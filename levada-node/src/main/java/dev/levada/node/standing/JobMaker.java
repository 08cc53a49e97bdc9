package dev.levada.node.standing;

import dev.levada.node.cluster.Submission;
import java.util.Optional;

/** Plans jobs from the words that were submitted. Any thread. */
public interface JobMaker {

    /**
     * Loads a pipeline and plans it, for a job whose state lasts.
     *
     * @param parallelism in place of the one that was submitted, if it is to have another
     * @throws dev.levada.api.connector.BadInputException if there is no such pipeline, or the words make no sense
     * @throws dev.levada.cluster.planner.GuaranteeException if the guarantee asked for cannot be given
     */
    Blueprint make(Submission submission, Optional<Integer> parallelism);
}
