package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real event loops, threads and channels of one process where failed tasks alone go back and do the same. */
@Timeout(120)
final class FailedAloneJobTest {
    private static final int RECORDS = 60_000;

    private final AtomicLong answers = new AtomicLong();

    /**
     * A record with what was drawn for it.
     *
     * @param nonce of chance, the time and the world outside
     */
    public record Drawn(long id, String nonce) {}

    private Drawn draw(long id, Context<Drawn> context) throws Exception {
        long answer = id % 100 == 0 ? context.<Long>external("answer", key -> answers.incrementAndGet()) : 0;
        return new Drawn(id, "%d/%d/%d".formatted(context.random().nextLong(), context.nowMillis(), answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pessimistic",
                "pessimistic:content",
                "optimistic",
                "backtracking",
                "backtracking:records-1000",
                "backtracking:merge"
            })
    void failedTasksAloneDoTheSameAgain(String protocol) throws InterruptedException {
        MemorySink<Drawn> one = Sinks.memory();
        MemorySink<Drawn> other = Sinks.memory();
        CountDownLatch half = new CountDownLatch(RECORDS / 2);
        Topology topology = Topology.named("nonces");
        Stream<Long> left = topology.from(
                "left", Sources.generate(RECORDS / 2, id -> id * 2).rate(40_000).build());
        Stream<Long> right = topology.from(
                "right",
                Sources.generate(RECORDS / 2, id -> id * 2 + 1).rate(40_000).build());
        Stream<Drawn> drawn = left.merge(right)
                .<Drawn>process("draw", () -> (id, context) -> {
                    half.countDown();
                    context.emit(draw(id, context));
                })
                .parallelism(2)
                .apart();
        drawn.map(each -> each).named("way").apart().to("one", one);
        drawn.to("other", other);

        Job job = new Embedded()
                .parallelism(2)
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(Recovery.find(protocol).orElseThrow())
                .run(topology);
        for (String chain : List.of("draw", "left", "way", "draw")) {
            half.await();
            job.crash(new TaskId(chain, 0));
        }
        JobReport report = job.join();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(one.values()).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(other.values()).containsExactlyInAnyOrderElementsOf(one.values());
        assertThat(report.recoveries()).isNotEmpty();
        assertThat(report.recoveries().stream()
                        .flatMap(recovery -> recovery.failed().stream())
                        .distinct())
                .isSubsetOf("draw#0", "left#0", "way#0");
        assertThat(report.recoveries()).allSatisfy(recovery -> {
            assertThat(recovery.rolledBack()).isZero();
            assertThat(recovery.tasks()).hasSameSizeAs(recovery.failed());
        });
        assertThat(report.recoveries().stream().flatMap(recovery -> recovery.tasks().stream()))
                .anySatisfy(task -> {
                    assertThat(task.toReplay()).isPositive().isEqualTo(task.replayed());
                    assertThat(task.replayedAt()).isGreaterThan(task.restored());
                    assertThat(task.caughtUp()).isGreaterThanOrEqualTo(task.replayedAt());
                });
    }
}
