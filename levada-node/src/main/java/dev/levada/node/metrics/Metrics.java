package dev.levada.node.metrics;

import dev.levada.replication.replica.MemberHealth;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All figures of this process: its JVM's from the beginning, those of jobs as they are registered. Thread-safe. The
 * names are a contract, and docs/operations.md lists them.
 */
public final class Metrics implements AutoCloseable {
    /** What {@link #scrape} writes. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final Families families = new Families(registry);
    private final Timer epochDuration;

    /** Begins to watch this JVM. Takes some 100 ms the first time, so not on the way to the first record. */
    public Metrics() {
        new JvmInfoMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        collector.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        epochDuration = Timer.builder("levada.epoch.duration")
                .description("from the trigger of an epoch until it was complete, over all jobs")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(60))
                .register(registry);
    }

    /** Begins to show a job as a whole: in the process of its coordinator. */
    public JobMetrics job(String name) {
        return new JobMetrics(name, families, epochDuration);
    }

    /** Begins to show the tasks of a job: in a process that runs them. */
    public TaskMetrics tasks(String job) {
        return new TaskMetrics(job, families);
    }

    /**
     * Begins to show a member of a replicated coordinator: in its process.
     *
     * @param health how it is; asked when somebody reads
     * @param logBytes what its log has on the disk; likewise
     */
    public MemberMetrics member(String id, Supplier<MemberHealth> health, LongSupplier logBytes) {
        Timer commands = Timer.builder("levada.member.command.duration")
                .description("from when the coordinator decided something until its members agreed on it")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(registry);
        return new MemberMetrics(id, families, commands, health, logBytes);
    }

    /** What is shown now, in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape(CONTENT_TYPE);
    }

    /** Stops watching. */
    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
