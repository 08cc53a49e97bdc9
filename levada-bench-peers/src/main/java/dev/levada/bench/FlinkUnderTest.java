package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import dev.levada.node.job.JobReport;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/**
 * Apache Flink, with its state on the heap: a job manager, two task managers that work, and a third whose slot is free.
 */
public class FlinkUnderTest extends SystemUnderTest {
    private static final int TASK_MANAGERS = 3;

    private final String label;
    private final String backend;

    private @Nullable OutputLines outputs;
    private @Nullable Ears ears;
    private @Nullable FlinkProcesses flink;
    private @Nullable RestClusterClient<String> cluster;
    private @Nullable JobClient job;

    /** As services are made. */
    public FlinkUnderTest() {
        this("flink", "hashmap");
    }

    /** @param backend where the state is, as Flink calls it */
    FlinkUnderTest(String label, String backend) {
        this.label = label;
        this.backend = backend;
    }

    @Override
    final String label() {
        return label;
    }

    /**
     * What an expert would set for a fast recovery of a job like this on one machine. A process that is gone refuses
     * heartbeats, and the first one will do; to be late with them is no failure where processes share two cores.
     */
    private String configuration(int port) {
        return """
                heartbeat.interval: 100 ms
                heartbeat.timeout: 5 s
                heartbeat.rpc-failure-threshold: 1
                restart-strategy.type: fixed-delay
                restart-strategy.fixed-delay.attempts: 1000000
                restart-strategy.fixed-delay.delay: 0 ms
                execution.checkpointing.tolerable-failed-checkpoints: 1000000
                execution.checkpointing.incremental: true
                state.backend.type: %s
                execution.job-status-changed-listeners: %s
                %s: %d
                """.formatted(backend, FlinkFailures.class.getName(), FlinkFailures.PORT.key(), port);
    }

    @Override
    final void open(OutputLines heard) {
        outputs = heard;
        ears = new Ears(line -> heard.hear(line, System.nanoTime()));
        flink = new FlinkProcesses(TASK_MANAGERS, configuration(ears.port()));
        Configuration client = new Configuration();
        client.set(RestOptions.ADDRESS, "localhost");
        client.set(RestOptions.PORT, flink.restPort());
        client.set(RestOptions.RETRY_MAX_ATTEMPTS, 1);
        try {
            cluster = new RestClusterClient<>(client, label);
        } catch (Exception e) {
            throw new IllegalStateException("Flink's client cannot be made", e);
        }
        flink.processes().await("a Flink cluster with all its task managers", this::isReady);
    }

    @Override
    final boolean isReady() {
        return taskManagers() == TASK_MANAGERS;
    }

    /** -1 as long as nobody answers. */
    private int taskManagers() {
        try {
            return requireNonNull(cluster).getClusterOverview().get().getNumTaskManagersConnected();
        } catch (ExecutionException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Flink started", e);
        }
    }

    @Override
    final double startSeconds() {
        return 10;
    }

    @Override
    final void submit(KeyedJob work) {
        job = FlinkKeyedJob.submit(
                work, requireNonNull(flink).restPort(), requireNonNull(ears).port());
    }

    @Override
    final int failures() {
        return requireNonNull(outputs).failures();
    }

    @Override
    final Optional<JobReport> report() {
        return Optional.empty();
    }

    @Override
    final void replace() {
        requireNonNull(flink).startTaskManager();
    }

    @Override
    final void join() {
        try {
            requireNonNull(job).getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Flink's job failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Flink's job ran", e);
        }
    }

    @Override
    public final void close() {
        if (cluster != null) {
            cluster.close();
        }
        if (flink != null) {
            flink.close();
        }
        if (ears != null) {
            ears.close();
        }
    }
}
