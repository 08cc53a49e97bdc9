package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.processes.Spares;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our engine, with one of its protocols. Its agent replaces workers that end. */
final class LevadaUnderTest extends SystemUnderTest {
    private final Recovery recovery;
    private final Spares spares;

    private @Nullable OutputLines outputs;
    private @Nullable Job job;
    private @Nullable JobReport last;

    LevadaUnderTest(Recovery recovery, Spares spares) {
        this.recovery = recovery;
        this.spares = spares;
    }

    @Override
    String label() {
        return recovery.label();
    }

    @Override
    void open(OutputLines heard) {
        outputs = heard;
    }

    @Override
    double startSeconds() {
        return 3;
    }

    @Override
    void submit(KeyedJob work) {
        OutputLines heard = requireNonNull(outputs);
        job = work.under(recovery)
                .workers(work.workers(
                        Math.max(work.parallelism(), Math.max(recovery.domains() + 1, recovery.replicas())),
                        spares,
                        line -> heard.hear(line, System.nanoTime())))
                .run(work.topology(line -> {}));
    }

    @Override
    int failures() {
        return current().warnings().size();
    }

    @Override
    Optional<JobReport> report() {
        return Optional.of(current());
    }

    private JobReport current() {
        return last != null ? last : requireNonNull(job).report();
    }

    @Override
    void replace() {}

    @Override
    boolean isReady() {
        return true;
    }

    @Override
    void join() {
        last = requireNonNull(job).join();
    }

    @Override
    public void close() {
        if (job != null && last == null) {
            job.cancel();
            last = job.join();
        }
    }
}
