package dev.levada.node.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.api.state.ValueState;
import dev.levada.cluster.replay.ReplayListener;
import dev.levada.cluster.replay.ReplayRange;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real jobs whose state depends on order and chance, and where their replays come to. */
@Timeout(120)
final class ReachedStateTest {
    private static final TaskId SUM = new TaskId("sum", 1);

    @TempDir
    private Path directory;

    private final AtomicLong written = new AtomicLong();

    private record Outside(AtomicLong written) implements Sink<Long> {

        @Override
        public SinkWriter<Long> open(SinkTask task) {
            return value -> written.incrementAndGet();
        }

        @Override
        public Contract contract() {
            return Contract.PLAIN;
        }
    }

    /** Keeps by key what follows from the order in which records came, and from chance. */
    private static final class Sum implements Processor<Long, Long> {
        private final long skew;
        private @Nullable ValueState<Long> sum;

        Sum(long skew) {
            this.skew = skew;
        }

        @Override
        public void open(Context<Long> context) {
            sum = context.value("sum", 0L);
        }

        @Override
        public void process(Long value, Context<Long> context) {
            ValueState<Long> state = requireNonNull(sum);
            long next = state.get() * 31 + value + context.random().nextLong();
            state.set(next + skew);
            context.emit(value);
        }
    }

    /** @param skew what is wrong with the state; nobody else notices */
    private Topology sums(long records, double rate, long skew) {
        Topology topology = Topology.named("sums");
        Stream<Long> left = topology.from(
                "left", Sources.generate(records, id -> id * 2).rate(rate).build());
        Stream<Long> right = topology.from(
                "right", Sources.generate(records, id -> id * 2 + 1).rate(rate).build());
        left.merge(right)
                .keyBy(value -> value % 50)
                .<Long>process("sum", () -> new Sum(skew))
                .parallelism(2)
                .apart()
                .to("out", new Outside(written));
        return topology;
    }

    private Embedded settings() {
        return new Embedded()
                .parallelism(2)
                .guarantee(Guarantee.AT_LEAST_ONCE)
                .epochs(Duration.ofMillis(300))
                .stateDirectory(directory.resolve("state"));
    }

    private void stopUnderWay(Recovery protocol) {
        Job job = settings().recovery(protocol).record(true).run(sums(10_000_000, 10_000, 0));
        awaitEpochs(job, 2);
        job.crash(SUM);
        awaitEpochs(job, job.report().epochs() + 3); // so that both of the last ones are behind the recovery
        job.cancel();
        job.join();
    }

    private static void awaitEpochs(Job job, long epochs) {
        while (job.report().epochs() < epochs) {
            Thread.onSpinWait();
        }
    }

    private ReplayReport replay(TaskId task, ReplayRange range, long skew) {
        return settings().replay(sums(10_000_000, 10_000, skew), task, range, new ReplayListener() {});
    }

    @ParameterizedTest
    @EnumSource(names = {"PESSIMISTIC", "OPTIMISTIC", "CAUSAL", "BACKTRACKING"})
    void isWhatTheTaskHadStored(Recovery.Standard protocol) {
        stopUnderWay(protocol);
        long last = completeEpoch();

        for (TaskId task : List.of(SUM, new TaskId("left", 0), new TaskId("out", 0))) {
            ReplayReport report = replay(task, ReplayRange.standard().to(last), 0);

            assertThat(report.differences()).as("%s", task).contains(List.of());
            assertThat(report.isComplete()).isTrue();
            assertThat(report.epoch()).isPositive().isLessThan(last);
            assertThat(report.to()).isEqualTo(OptionalLong.of(last));
            assertThat(replay(task, ReplayRange.standard().from(report.epoch()), 0))
                    .as("from the epoch before, it ends at the last complete one")
                    .isEqualTo(report);
        }
        List<ReplayReport.Output> before =
                replay(SUM, ReplayRange.standard().to(last), 0).outputs();
        assertThat(before).allSatisfy(output -> assertThat(output.count()).isGreaterThan(100));
        assertThat(before.stream().map(ReplayReport.Output::last).toList())
                .as("it ends with the barrier with which the next one begins")
                .isEqualTo(replay(SUM, ReplayRange.standard(), 0).outputs().stream()
                        .map(ReplayReport.Output::first)
                        .toList());
    }

    private long completeEpoch() {
        try (TaskReplay replay = TaskReplay.open(directory.resolve("state"))) {
            return replay.recording().complete().get(1).epoch();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void isNamedWhereItDiffers() {
        stopUnderWay(Recovery.pessimistic());

        ReplayReport report = replay(SUM, ReplayRange.standard().to(completeEpoch()), 1);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.differences())
                .hasValueSatisfying(all -> assertThat(all)
                        .singleElement()
                        .asString()
                        .matches("operator 'sum' state 'sum' holds -?\\d+ for key \\d+, not -?\\d+ for key \\d+"));
    }

    @Test
    void ofAJobThatHasFinishedIsThatOfItsLastEpoch() {
        settings().recovery(Recovery.pessimistic()).run(sums(3_000, 5_000, 0)).join();
        long last = completeEpoch();

        ReplayReport report = settings()
                .replay(sums(3_000, 5_000, 0), SUM, ReplayRange.standard().to(last), new ReplayListener() {});

        assertThat(report.differences()).isEqualTo(Optional.of(List.of()));
        assertThat(report.isComplete()).isTrue();
    }
}
