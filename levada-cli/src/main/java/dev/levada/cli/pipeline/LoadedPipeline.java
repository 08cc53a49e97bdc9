package dev.levada.cli.pipeline;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.standing.Home;
import dev.levada.node.standing.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A pipeline that was found and read. Closed when its job is over. */
public sealed interface LoadedPipeline extends AutoCloseable permits LoadedTopology, LoadedConfiguration {

    /** The topology; its open ends have no sink yet. The same one each time. */
    Topology topology();

    /** The streams that it sends nowhere, by the names of their operators. */
    Map<String, Stream<?>> openEnds();

    /** What holds unless the user asks for something else. */
    Guarantee guarantee();

    /** How operators recover that choose nothing themselves, unless the user asks for something else. */
    default Optional<Recovery> recovery() {
        return Optional.empty();
    }

    /** How many tasks operators have that say nothing themselves, unless the user asks for something else. */
    default OptionalInt parallelism() {
        return OptionalInt.empty();
    }

    /** The operators of the topology for which something is set that is set for one by the name its users know. */
    default List<String> stages(String operator) {
        return List.of(operator);
    }

    /** Where tasks are to run in a cluster, of those that have a wish. */
    Map<TaskId, Home> homes();

    /** Tells settings how it is to be started. */
    void prepare(Embedded settings);

    /**
     * Its own script, for who carries it out without this pipeline.
     *
     * @param recovery the label of how the job recovers
     */
    List<Step> script(String recovery);

    /** What is doubtful about it, a line each. */
    List<String> warnings();

    /** Has what its operators tell people told to somebody, a line each; where it is not started, but only run. */
    void listen(Consumer<String> log);

    /**
     * Starts it.
     *
     * @param withSinks {@link #topology} with nothing left open
     * @param log told what happens to the job, a line each
     */
    Running start(Embedded settings, Topology withSinks, Consumer<String> log);

    @Override
    void close();

    /** A pipeline at work. */
    interface Running {

        Job job();

        /**
         * Does what the pipeline's own script says, and waits for the end.
         *
         * @throws dev.levada.node.job.JobFailedException if the job failed
         */
        JobReport finish();
    }
}
