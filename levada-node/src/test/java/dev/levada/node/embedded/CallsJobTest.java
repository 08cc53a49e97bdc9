package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that real threads make and answer. */
@Timeout(120)
final class CallsJobTest {
    private static final int RECORDS = 3_000;

    private final AtomicLong answers = new AtomicLong();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private final Topology topology = Topology.named("calls");

    /**
     * A record and its answer.
     *
     * @param answer another one each time
     */
    public record Answered(long id, long answer) {}

    private Stream<Long> numbers(long count, double rate) {
        return topology.from(
                "numbers", Sources.generate(count, id -> id).rate(rate).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint",
                "pessimistic",
                "pessimistic:content",
                "causal",
                "optimistic",
                "backtracking",
                "backtracking:records-1000",
                "backtracking:merge",
                "replicated"
            })
    void whateverFailsEachRecordIsAnsweredOnceAndNoKeyIsUsedTwice(String protocol) throws InterruptedException {
        MemorySink<Answered> one = Sinks.memory();
        MemorySink<Answered> other = Sinks.memory();
        CountDownLatch half = new CountDownLatch(RECORDS / 2);
        AtomicInteger mixedUp = new AtomicInteger();
        AsyncFunction<Long, Answered> ask = (id, key) -> {
            half.countDown();
            Long before = asked.putIfAbsent(key, id);
            if (before != null && !before.equals(id)) {
                mixedUp.incrementAndGet();
            }
            return CompletableFuture.supplyAsync(
                    () -> new Answered(id, answers.incrementAndGet()),
                    CompletableFuture.delayedExecutor(id % 7, TimeUnit.MILLISECONDS));
        };
        Stream<Answered> answered = numbers(RECORDS, 10_000)
                .mapAsync("ask", ask, AsyncCalls.asAnswered().inFlight(64))
                .parallelism(2);
        answered.map(each -> each).named("way").apart().to("one", one);
        answered.to("other", other);

        Job job = new Embedded()
                .parallelism(2)
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(Recovery.find(protocol).orElseThrow())
                .run(topology);
        half.await();
        for (String chain : List.of("ask", "numbers", "ask")) {
            job.crash(new TaskId(chain, 0));
        }
        JobReport report = job.join();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.recoveries()).isNotEmpty();
        assertThat(one.values().stream().map(Answered::id).distinct()).hasSize(RECORDS);
        assertThat(one.values()).hasSize(RECORDS);
        assertThat(other.values()).containsExactlyInAnyOrderElementsOf(one.values());
        assertThat(mixedUp).hasValue(0);
    }

    @Test
    void aFunctionThatWaitsHoldsUpNobody() {
        MemorySink<Long> sink = Sinks.memory();
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch several = new CountDownLatch(8);
        numbers(40, 100_000)
                .mapAsync(
                        "ask",
                        AsyncFunction.<Long, Long>waiting((id, key) -> {
                            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                            several.countDown();
                            several.await(); // until others wait, too
                            waiting.decrementAndGet();
                            return id;
                        }),
                        AsyncCalls.inOrder().inFlight(8))
                .parallelism(1)
                .to(sink);

        new Embedded().parallelism(1).run(topology).join();

        assertThat(most).hasValue(8);
        assertThat(sink.values())
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void aCallWithoutAnAnswerFailsTheJobInSoManyWords() {
        numbers(1, 1_000)
                .mapAsync(
                        "ask",
                        (id, key) -> new CompletableFuture<Long>(),
                        AsyncCalls.inOrder().timeout(Duration.ofMillis(20)))
                .onError(ErrorPolicy.retry(1))
                .to(Sinks.discard());

        assertThatThrownBy(() -> new Embedded().run(topology).join())
                .hasMessageContaining("operator 'ask' failed in 2 attempts on record 0")
                .hasMessageContaining("no answer within 20 ms");
    }
}
