package dev.levada.api.connector;

import java.util.List;

/**
 * One attempt at one task of a sink.
 *
 * @param job the name of the job
 * @param run what the job's state belongs to: the same after a restart that continues it, another for a fresh start; of
 *     letters, digits and hyphens
 * @param operator the name of the sink's operator
 * @param subtask from 0 to {@code parallelism} - 1
 * @param attempt grows with each attempt; what an earlier one still does is void
 * @param prepared what {@link SinkWriter#prepare} returned for each epoch that this attempt goes on from, in order:
 *     some may be committed already
 */
public record SinkTask(
        String job, String run, String operator, int subtask, int parallelism, long attempt, List<byte[]> prepared) {

    public SinkTask {
        prepared = List.copyOf(prepared);
    }

    /** The first attempt at one of the tasks of a sink, with nothing before it. */
    public static SinkTask first(String job, String operator, int subtask, int parallelism) {
        return new SinkTask(job, "first", operator, subtask, parallelism, 1, List.of());
    }
}
