package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real event loops, threads and channels of one process, and operators that recover differently. */
@Timeout(120)
final class MixedJobTest {
    private static final int RECORDS = 60_000;

    /**
     * A record with what was drawn for it.
     *
     * @param nonce of chance
     */
    public record Drawn(long id, long nonce) {}

    @Test
    void whoForgetsTakesItsConsumersAlongAndNobodyElse() throws InterruptedException {
        MemorySink<Drawn> below = Sinks.memory();
        MemorySink<Drawn> beside = Sinks.memory();
        CountDownLatch half = new CountDownLatch(RECORDS / 2);
        Topology topology = Topology.named("mixed");
        Stream<Drawn> drawn = topology.from(
                        "numbers",
                        Sources.generate(RECORDS, id -> id).rate(30_000).build())
                .recover(Recovery.pessimistic())
                .<Drawn>process("draw", () -> (id, context) -> {
                    half.countDown();
                    context.emit(new Drawn(id, context.random().nextLong()));
                })
                .parallelism(2)
                .recover(Recovery.pessimistic());
        drawn.map(each -> each)
                .named("forgets")
                .parallelism(2)
                .recover(Recovery.checkpoint())
                .to("below", below);
        drawn.map(each -> each)
                .named("repeats")
                .parallelism(2)
                .recover(Recovery.backtracking())
                .to("beside", beside);

        MemorySink<Drawn> further = Sinks.memory();
        drawn.map(each -> each).named("shares").recover(Recovery.causal()).to("further", further);

        Job job = new Embedded()
                .parallelism(2)
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(Recovery.checkpoint())
                .epochs(Duration.ofMillis(50)) // until one is complete, causal logging takes everything for lost
                .run(topology);
        half.await();
        JobReport report = joinAfterCrashes(job, "draw", "forgets", "repeats", "numbers", "forgets");

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.recovery()).isEqualTo("backtracking+causal+checkpoint+pessimistic");
        assertThat(below.values()).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(further.values()).containsExactlyInAnyOrderElementsOf(below.values());
        assertThat(beside.values()).containsExactlyInAnyOrderElementsOf(below.values());
        assertThat(report.recoveries()).isNotEmpty().allSatisfy(recovery -> {
            boolean forgot = recovery.failed().stream().anyMatch(task -> task.startsWith("forgets"));
            List<String> back =
                    recovery.tasks().stream().map(JobReport.Returned::task).toList();
            assertThat(back).containsAll(recovery.failed());
            if (forgot) {
                assertThat(back).contains("forgets#0").doesNotContain("repeats#1", "draw#1");
            }
        });
        assertThat(report.recoveries())
                .anySatisfy(recovery -> assertThat(recovery.failed()).anyMatch(task -> task.startsWith("forgets")));
    }

    /** Two sinks behind gates: what one got of what was drawn and not final, the other would not have. */
    @Test
    void aRollbackStopsAtAGate() throws InterruptedException {
        MemorySink<Drawn> one = Sinks.memory();
        MemorySink<Drawn> other = Sinks.memory();
        CountDownLatch half = new CountDownLatch(RECORDS / 2);
        Topology topology = Topology.named("gated");
        Stream<Drawn> drawn = topology.from(
                        "numbers",
                        Sources.generate(RECORDS, id -> id).rate(30_000).build())
                .<Drawn>process("draw", () -> (id, context) -> {
                    half.countDown();
                    context.emit(new Drawn(id, ThreadLocalRandom.current().nextLong()));
                })
                .parallelism(2)
                .border(Border.GATED);
        drawn.map(each -> each)
                .named("shares")
                .parallelism(2)
                .recover(Recovery.causal())
                .to("one", one);
        drawn.partition(Partitioning.inTurn()).to("other", other);

        Job job = new Embedded()
                .parallelism(2)
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(Recovery.checkpoint())
                .epochs(Duration.ofMillis(50))
                .run(topology);
        half.await();
        JobReport report = joinAfterCrashes(job, "draw", "shares", "draw", "other", "draw");

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(one.values()).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(one.values().stream().map(Drawn::id)).doesNotHaveDuplicates();
        assertThat(other.values()).containsExactlyInAnyOrderElementsOf(one.values());
        assertThat(report.recoveries()).isNotEmpty().allSatisfy(recovery -> {
            List<String> back =
                    recovery.tasks().stream().map(JobReport.Returned::task).toList();
            if (recovery.failed().stream().allMatch(task -> task.startsWith("draw"))) {
                assertThat(back)
                        .contains("draw#1")
                        .allMatch(task -> task.startsWith("draw") || task.startsWith("numbers"));
            }
        });
        assertThat(report.recoveries())
                .anySatisfy(recovery -> assertThat(recovery.failed()).anyMatch(task -> task.startsWith("draw")));
    }

    /** Each is crashed when the job has recovered from the one before. */
    private static JobReport joinAfterCrashes(Job job, String... chains) {
        for (String chain : chains) {
            int before = job.report().recoveries().size();
            job.crash(new TaskId(chain, 0));
            while (job.report().recoveries().size() == before && job.report().state() == JobState.RUNNING) {
                Thread.onSpinWait();
            }
        }
        return job.join();
    }
}
