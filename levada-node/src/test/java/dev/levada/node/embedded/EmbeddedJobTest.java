package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.KeyCount;
import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class EmbeddedJobTest {

    @ParameterizedTest
    @CsvSource({"1,1,512", "2,2,512", "3,5,1", "4,2,7"})
    void countsEachWordExactly(int loops, int parallelism, int batchSize) {
        MemorySink<KeyCount<String>> counts = Sinks.memory();
        Topology words = Topology.named("words");
        words.from(Sources.generate(20_000, index -> "a b" + index % 7 + " c" + index % 3)
                        .splits(3)
                        .build())
                .flatMap(line -> List.of(line.split(" ")))
                .keyBy(word -> word)
                .countAtEnd("counts")
                .to(counts);

        JobReport report = new Embedded()
                .loops(loops)
                .parallelism(parallelism)
                .batchSize(batchSize)
                .guarantee(Guarantee.EXACTLY_ONCE)
                .run(words)
                .join();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.recordsIn()).isEqualTo(20_000);
        assertThat(counts.values()).hasSize(11).contains(new KeyCount<>("a", 20_000), new KeyCount<>("c2", 6_666));
        assertThat(counts.values().stream().mapToLong(KeyCount::count).sum()).isEqualTo(60_000);
    }

    @Test
    void takesAnOperatorThatEmitsNothingForNoSink() {
        Topology topology = Topology.named("none");
        topology.from(Sources.of(1, 2, 3)).filter(value -> value > 9).to(Sinks.discard());

        JobReport report = new Embedded().run(topology).join();

        assertThat(report.recordsIn()).isEqualTo(3);
        assertThat(report.recordsOut()).isZero();
    }

    @Test
    void keepsTheOrderOfAKeyAndCountsWithoutGaps() {
        MemorySink<KeyCount<Long>> counts = Sinks.memory();
        Topology topology = Topology.named("order");
        topology.from(Sources.generate(10_000, index -> index % 5).build())
                .keyBy(key -> key)
                .count("counts")
                .to(counts);

        new Embedded().parallelism(3).run(topology).join();

        for (long key = 0; key < 5; key++) {
            long wanted = key;
            assertThat(counts.values().stream()
                            .filter(count -> count.key() == wanted)
                            .map(KeyCount::count))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 2_000).boxed().toList());
        }
    }

    @Test
    void bringsATupleTwiceThatReachesAnOperatorByTwoPaths() {
        MemorySink<Long> sink = Sinks.memory();
        Topology diamond = Topology.named("diamond");
        Stream<Long> top =
                diamond.from("top", Sources.generate(1_000, index -> index).build());
        top.map(value -> value)
                .named("left")
                .merge(top.map(value -> value).named("right"))
                .to(sink);

        new Embedded().run(diamond).join();

        assertThat(sink.values()).hasSize(2_000);
        assertThat(sink.values().stream().distinct()).hasSize(1_000);
    }

    @Test
    void failsWithOperatorAndRecordAndCommitsNothing() {
        MemorySink<Long> sink = Sinks.memory();
        Topology topology = Topology.named("divide");
        topology.from(Sources.of(4L, 2L, 0L, 1L))
                .map(value -> 8 / value)
                .named("divide")
                .to(sink);

        assertThatThrownBy(() -> new Embedded().run(topology).join())
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("operator 'divide' failed on record 0: ArithmeticException: / by zero");
        assertThat(sink.values()).isEmpty();
    }

    @Test
    void leavesNothingOfASkippedRecordBehindAndSendsItToTheDeadLetters() {
        MemorySink<String> sink = Sinks.memory();
        MemorySink<DeadLetter> dead = Sinks.memory();
        Topology topology = Topology.named("errors");
        Stream<String> out = topology.from(Sources.of(1L, 0L, 2L))
                .<String>flatMap((value, emitter) -> {
                    emitter.emit("before " + value);
                    emitter.emit("after " + 4 / value);
                })
                .named("halve")
                .onError(ErrorPolicy.deadLetter());
        out.to(sink);
        out.errors().to(dead);

        JobReport report = new Embedded().parallelism(1).run(topology).join();

        assertThat(sink.values()).containsExactly("before 1", "after 4", "before 2", "after 2");
        assertThat(dead.values()).containsExactly(new DeadLetter("halve", "0", "ArithmeticException: / by zero"));
        assertThat(report.operators().get(1).errors()).isEqualTo(1);
    }

    @Test
    void refusesExactlyOnceIntoASinkThatShowsAtOnce() {
        Topology topology = Topology.named("plain");
        topology.from(Sources.of(1)).to("out", Sinks.discard());

        assertThatThrownBy(
                        () -> new Embedded().guarantee(Guarantee.EXACTLY_ONCE).run(topology))
                .isInstanceOf(GuaranteeException.class)
                .hasMessageContaining("sink 'out' cannot give exactly-once");
    }

    @Test
    void bringsNothingTwiceAfterACrashAtMostOnceAndLosesNothingExactlyOnce() throws InterruptedException {
        for (Guarantee guarantee : List.of(Guarantee.AT_MOST_ONCE, Guarantee.EXACTLY_ONCE)) {
            MemorySink<Long> sink = Sinks.memory();
            CountDownLatch seen = new CountDownLatch(1);
            Topology topology = Topology.named("crash");
            topology.from(Sources.generate(200_000, index -> index)
                            .rate(400_000)
                            .build())
                    .peek(value -> seen.countDown())
                    .named("look")
                    .parallelism(2)
                    .to(sink);
            Job job = new Embedded().guarantee(guarantee).run(topology);
            seen.await();
            job.crash(new TaskId("look", 0));

            if (guarantee == Guarantee.AT_MOST_ONCE) {
                assertThat(job.join().state()).isEqualTo(JobState.FINISHED);
                assertThat(sink.values()).doesNotHaveDuplicates().hasSizeBetween(1, 200_000);
            } else {
                JobReport report = job.join();
                assertThat(sink.values()).doesNotHaveDuplicates().hasSize(200_000);
                assertThat(report.recoveries()).hasSize(1);
                assertTimeline(report.recoveries().get(0));
            }
        }
    }

    private static void assertTimeline(JobReport.Recovered recovery) {
        assertThat(recovery.failed()).containsExactly("look#0");
        assertThat(recovery.cause()).isEqualTo("look#0 crashed");
        assertThat(recovery.rolledBack()).isEqualTo(recovery.tasks().size() - 1).isPositive();
        assertThat(recovery.tasks().get(0).task()).isEqualTo("look#0");
        assertThat(recovery.tasks()).allSatisfy(task -> {
            assertThat(task.attempt()).isEqualTo(2);
            assertThat(task.to()).isEqualTo(1);
            assertThat(task.cause()).isEqualTo(task.task().equals("look#0") ? "look#0 crashed" : "");
            assertThat(task.from()).isEqualTo(task.task().equals("look#0") ? 1 : 0);
            assertThat(task.restored()).isBetween(recovery.fenced(), recovery.online());
            assertThat(task.toReplay()).isZero();
            assertThat(task.caughtUp()).isGreaterThan(task.restored());
        });
    }

    @Test
    void givesTheOthersWhatHadNotReachedACrashedTaskAlthoughTheInputHasEnded() throws InterruptedException {
        MemorySink<Long> sink = Sinks.memory();
        CountDownLatch allRead = new CountDownLatch(400);
        CountDownLatch looked = new CountDownLatch(1);
        Topology topology = Topology.named("crash");
        topology.from(Sources.generate(400, index -> {
                            allRead.countDown();
                            return index;
                        })
                        .build())
                .partition(Partitioning.global())
                .map(value -> {
                    looked.countDown();
                    return value;
                })
                .named("look")
                .parallelism(2)
                .apart()
                .to(sink);
        Job job = new Embedded()
                .restarts(false)
                .loops(1)
                .batchSize(1)
                .hold("look")
                .run(topology);
        job.interval("look", Duration.ofHours(1)); // it takes one record, which tells that its channel has been filled
        job.release("look");
        allRead.await();
        looked.await();
        job.crash(new TaskId("look", 0));
        job.interval("look", Duration.ZERO);

        JobReport report = job.join();

        assertThat(report.lost()).isBetween(1L, 20L);
        assertThat(sink.values()).doesNotHaveDuplicates().hasSize(400 - (int) report.lost());
    }

    @Test
    void losesNothingWhileFrozen() throws InterruptedException {
        MemorySink<Long> sink = Sinks.memory();
        CountDownLatch seen = new CountDownLatch(1);
        Topology topology = Topology.named("freeze");
        topology.from(
                        "ticks",
                        Sources.generate(50_000, index -> index).rate(200_000).build())
                .peek(value -> seen.countDown())
                .named("look")
                .apart()
                .to(sink);
        Job job = new Embedded().parallelism(1).hold("look").run(topology);
        job.release("look");
        seen.await();
        job.freeze(new TaskId("look", 0));
        job.interval("look", Duration.ofNanos(1));
        job.unfreeze(new TaskId("look", 0));
        job.interval("look", Duration.ZERO);

        job.join();

        assertThat(sink.values()).hasSize(50_000);
    }

    @Test
    void endsWhenCancelledAndCommitsNothing() {
        MemorySink<Long> sink = Sinks.memory();
        Topology topology = Topology.named("endless");
        topology.from(Sources.ticks(Duration.ofMillis(1))).to(sink);
        Job job = new Embedded().run(topology);

        job.cancel();

        assertThat(job.join().state()).isEqualTo(JobState.CANCELLED);
        assertThat(sink.values()).isEmpty();
    }
}
