package dev.levada.node.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Context;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.cluster.replay.ReplayListener;
import dev.levada.cluster.replay.ReplayRange;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.storage.JobStorage;
import dev.levada.node.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real jobs that are stopped on their way, and their tasks again. */
@Timeout(120)
final class TaskReplayTest {
    private static final TaskId DRAW = new TaskId("draw", 1);

    @TempDir
    private Path directory;

    private final AtomicLong answers = new AtomicLong();
    /** What came to the tasks behind those that draw, in its order: of each of the former a list. */
    private final List<List<Drawn>> taken =
            List.of(Collections.synchronizedList(new ArrayList<>()), Collections.synchronizedList(new ArrayList<>()));

    private final AtomicLong written = new AtomicLong();

    /** A sink that shows at once what is written. */
    private record Outside(AtomicLong written) implements Sink<Drawn> {

        @Override
        public SinkWriter<Drawn> open(SinkTask task) {
            return value -> written.incrementAndGet();
        }

        @Override
        public Contract contract() {
            return Contract.PLAIN;
        }
    }

    /**
     * A record with what was drawn for it.
     *
     * @param by the task that drew
     * @param nonce of chance, the time and the world outside
     */
    public record Drawn(long id, int by, String nonce) {}

    private Drawn draw(long id, Context<Drawn> context) throws Exception {
        long answer = id % 100 == 0 ? context.<Long>external("answer", key -> answers.incrementAndGet()) : 0;
        return new Drawn(
                id, context.subtask(), "%d/%d/%d".formatted(context.random().nextLong(), context.nowMillis(), answer));
    }

    private Topology nonces(long records) {
        return nonces(records, 10_000);
    }

    private Topology nonces(long records, double rate) {
        Topology topology = Topology.named("nonces");
        Stream<Long> left = topology.from(
                "left", Sources.generate(records, id -> id * 2).rate(rate).build());
        Stream<Long> right = topology.from(
                "right", Sources.generate(records, id -> id * 2 + 1).rate(rate).build());
        left.merge(right)
                .<Drawn>process("draw", () -> (id, context) -> context.emit(draw(id, context)))
                .parallelism(2)
                .apart()
                .partition(Partitioning.inTurn())
                .<Drawn>process("take", () -> (drawn, context) -> {
                    taken.get(context.subtask()).add(drawn);
                    context.emit(drawn);
                })
                .parallelism(2)
                .apart()
                .to("out", new Outside(written));
        return topology;
    }

    private Embedded recorded(Recovery protocol) {
        return settings().recovery(protocol).record(true);
    }

    private Embedded settings() {
        return new Embedded()
                .parallelism(2)
                .guarantee(Guarantee.AT_LEAST_ONCE)
                .stateDirectory(directory.resolve("state"));
    }

    /** Lets a job run until so much has come through since it had so many complete epochs, and stops it. */
    private void stopUnderWay(Embedded settings, long epochs, int crashes) {
        Job job = settings.run(nonces(10_000_000));
        await(() -> job.report().epochs() >= epochs);
        for (int crash = 0; crash < crashes; crash++) {
            awaitMore(1_000);
            job.crash(DRAW);
        }
        awaitMore(3_000);
        long before;
        do { // until something has come since the last complete epoch
            before = job.report().epochs();
            awaitMore(500);
        } while (job.report().epochs() != before);
        job.cancel();
        job.join();
    }

    private void awaitMore(int records) {
        int before = taken.get(0).size() + taken.get(1).size();
        await(() -> taken.get(0).size() + taken.get(1).size() >= before + records);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** What a replay emitted, channel by channel. */
    private static final class Emitted implements ReplayListener {
        private final Map<ChannelId, List<Drawn>> records = new LinkedHashMap<>();
        private final List<String> told = new ArrayList<>();

        @Override
        public void sent(ChannelId channel, Element element) {
            if (element instanceof Batch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    records.computeIfAbsent(channel, any -> new ArrayList<>()).add((Drawn) batch.value(i));
                }
            }
        }

        @Override
        public void told(String operator, String what, Object answer) {
            told.add(what);
        }
    }

    private ReplayReport replay(TaskId task, ReplayListener listener) {
        return settings().replay(nonces(10_000_000), task, listener);
    }

    private ReplayReport replay(TaskId task, ReplayRange range) {
        return settings().replay(nonces(10_000_000), task, range, new ReplayListener() {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pessimistic",
                "pessimistic:content",
                "pessimistic:local",
                "pessimistic:replicated",
                "optimistic",
                "causal",
                "backtracking",
                "backtracking:records-1000",
                "backtracking:merge",
                "replicated"
            })
    void emitsWhatTheRecordedTaskEmitted(String protocol) throws IOException {
        stopUnderWay(recorded(Recovery.find(protocol).orElseThrow()).epochs(Duration.ofSeconds(1)), 2, 1);
        long asked = answers.get();
        Map<Path, Integer> before = content();

        Emitted emitted = new Emitted();
        ReplayReport report = replay(DRAW, emitted);

        assertThat(report.epoch()).isPositive();
        assertThat(report.recovery()).isEqualTo(protocol);
        assertThat(report.with()).containsExactlyInAnyOrder(new TaskId("left", 0), new TaskId("right", 0));
        assertSameAsTaken(emitted);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.replayed()).isEqualTo(report.toReplay());
        assertThat(answers).as("nothing outside is called").hasValue(asked);
        assertThat(content()).as("the state directory is as it was").isEqualTo(before);
        assertThat(replay(DRAW, new ReplayListener() {}))
                .as("numbers and bytes are the same each time")
                .isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pessimistic",
                "pessimistic:content",
                "pessimistic:local",
                "pessimistic:replicated",
                "optimistic",
                "causal",
                "backtracking"
            })
    void beginsWithNothingIfNoEpochWasComplete(String protocol) {
        stopUnderWay(recorded(Recovery.find(protocol).orElseThrow()).epochs(Duration.ofMinutes(10)), 0, 2);

        Emitted emitted = new Emitted();
        ReplayReport report = replay(DRAW, emitted);

        assertThat(report.epoch()).isZero();
        assertThat(report.replayed()).isEqualTo(report.toReplay()).isGreaterThan(1_000);
        assertThat(emitted.told).contains("time", "random", "answer");
        assertThat(emitted.records).as("one for each consumer").hasSize(2);
        assertSameAsTaken(emitted);
        assertThat(emitted.records.values().stream().mapToInt(List::size).sum()).isGreaterThan(1_000);
        assertThat(report.outputs()).allSatisfy(output -> {
            assertThat(output.hash()).isPresent();
            assertThat(output.known())
                    .hasValueSatisfying(
                            known -> assertThat(known).isGreaterThan(1).isLessThanOrEqualTo(output.last()));
        });
    }

    @Test
    void tasksBehindOthersHaveTheirInputMadeAgain() {
        stopUnderWay(settings().recovery(Recovery.pessimistic()).epochs(Duration.ofMinutes(10)), 0, 1);
        List<Drawn> before = List.copyOf(taken.get(0));
        taken.get(0).clear();
        long shown = written.get();

        ReplayReport report = replay(new TaskId("take", 0), new ReplayListener() {});

        assertThat(report.with()).hasSize(4).contains(DRAW, new TaskId("draw", 0));
        assertThat(taken.get(0)).isNotEmpty();
        assertThat(taken.get(0).subList(0, Math.min(before.size(), taken.get(0).size())))
                .isEqualTo(
                        before.subList(0, Math.min(before.size(), taken.get(0).size())));
        assertThat(written).hasValue(shown);
        assertThat(report.isComplete()).isTrue();
    }

    private static void halveLogOf(String chain, SnapshotStorage snapshots) throws IOException {
        List<DeterminantSlice> slices = new ArrayList<>(StoredDeterminants.recorded(snapshots, 0));
        List<DeterminantSlice> its = slices.stream()
                .filter(slice -> slice.task().chain().equals(chain))
                .toList();
        slices.removeAll(its.subList(its.size() / 2, its.size()));
        for (String name : snapshots.names()) {
            if (name.endsWith(".recorded")) {
                snapshots.delete(name);
            }
        }
        try (StoredDeterminants shorter = StoredDeterminants.recording(snapshots, "w")) {
            assertThat(shorter.write(slices)).isEmpty();
        }
    }

    /** As if all had been killed before the last that a source chose was written. */
    @Test
    void endsWithTheFirstLogThatEnds() throws IOException {
        stopUnderWay(recorded(Recovery.causal()).epochs(Duration.ofMinutes(10)), 0, 0);
        ReplayReport whole = replay(DRAW, new ReplayListener() {});
        JobStorage storage = StateDirectory.open(directory.resolve("state"));
        halveLogOf("left", storage.snapshots());
        storage.close();

        Emitted emitted = new Emitted();
        ReplayReport report = replay(DRAW, emitted);

        assertThat(whole.ending()).isEqualTo(ReplayReport.Ending.OVER);
        assertThat(report.ending()).isEqualTo(ReplayReport.Ending.LOGS);
        assertThat(report.isComplete()).as("it is no fault of anybody").isTrue();
        assertThat(report.toReplay()).isEqualTo(whole.toReplay());
        assertThat(report.replayed()).isPositive().isLessThan(whole.replayed());
        emitted.records.forEach((channel, again) -> assertThat(
                        taken.get(channel.consumer().index()).stream()
                                .filter(each -> each.by() == DRAW.index())
                                .limit(again.size()))
                .isEqualTo(again));
    }

    /** The job had not finished, because those behind it took nothing. */
    @Test
    void endsWhenAllInputIsTakenAgain() {
        Job job = settings()
                .recovery(Recovery.pessimistic())
                .epochs(Duration.ofMinutes(10))
                .hold("out")
                .run(nonces(1_000, 1e9));
        await(() -> taken.get(0).size() + taken.get(1).size() == 2_000);
        job.cancel();
        job.join();

        Emitted emitted = new Emitted();
        ReplayReport report = settings().replay(nonces(1_000, 1e9), DRAW, emitted);

        assertThat(report.isComplete()).isTrue();
        assertSameAsTaken(emitted);
        assertThat(emitted.records.values().stream().mapToInt(List::size).sum()).isEqualTo(1_000);
    }

    /** Under backtracking a task with one input and no other output logs nothing, and does what its input gives. */
    @Test
    void sinksWriteNothing() {
        stopUnderWay(settings().recovery(Recovery.backtracking()).epochs(Duration.ofMinutes(10)), 0, 0);
        long shown = written.get();

        ReplayReport report = replay(new TaskId("out", 0), new ReplayListener() {});

        assertThat(report.logs()).isFalse();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.outputs()).singleElement().satisfies(output -> {
            assertThat(output.to()).isEqualTo("out");
            assertThat(output.count()).isGreaterThan(1_000);
            assertThat(output.hash()).isPresent();
        });
        assertThat(shown).isPositive();
        assertThat(written).hasValue(shown);
    }

    /** What came through since the epoch is a beginning of what the replay gives, and not of anything else. */
    private void assertSameAsTaken(Emitted emitted) {
        emitted.records.forEach((channel, again) -> {
            List<Drawn> once = taken.get(channel.consumer().index()).stream()
                    .filter(each -> each.by() == DRAW.index())
                    .distinct()
                    .toList();
            int begin = once.indexOf(again.get(0));
            assertThat(begin).as("the first record of the replay came through").isNotNegative();
            assertThat(again.size()).isGreaterThanOrEqualTo(once.size() - begin);
            assertThat(again.subList(0, once.size() - begin)).isEqualTo(once.subList(begin, once.size()));
        });
    }

    private Map<Path, Integer> content() throws IOException {
        Map<Path, Integer> content = new LinkedHashMap<>();
        try (var files = Files.walk(directory.resolve("state"))) {
            for (Path file : files.sorted().toList()) {
                content.put(file, Files.isDirectory(file) ? 0 : Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    @Test
    void refusesWhatIsNotRecorded() {
        stopUnderWay(settings().recovery(Recovery.checkpoint()).epochs(Duration.ofMillis(500)), 1, 0);

        assertThatThrownBy(() -> replay(DRAW, new ReplayListener() {}))
                .isInstanceOf(GuaranteeException.class)
                .hasMessageContaining("job 'nonces' ran under checkpoint")
                .hasMessageContaining("--recovery pessimistic");
    }

    @Test
    void refusesWhatWasOnlyInMemory() {
        stopUnderWay(settings().recovery(Recovery.causal()).epochs(Duration.ofMillis(500)), 1, 0);

        assertThatThrownBy(() -> replay(DRAW, new ReplayListener() {}))
                .isInstanceOf(GuaranteeException.class)
                .hasMessageContaining("job 'nonces' ran under causal")
                .hasMessageContaining("--record");
    }

    @Test
    void refusesToRecordWhatCannotBe() {
        assertThatThrownBy(() -> recorded(Recovery.checkpoint()).run(nonces(1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("recovery checkpoint does not log what tasks choose");
        assertThatThrownBy(() -> new Embedded()
                        .guarantee(Guarantee.AT_LEAST_ONCE)
                        .recovery(Recovery.causal())
                        .record(true)
                        .run(nonces(1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("recorded in the state directory, and there is none");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> replay(DRAW, new ReplayListener() {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not there");
        stopUnderWay(settings().recovery(Recovery.pessimistic()).epochs(Duration.ofMillis(500)), 2, 0);

        assertThatThrownBy(() -> replay(new TaskId("drwa", 0), new ReplayListener() {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no task drwa#0; it has [left#0,");
        assertThatThrownBy(() -> replay(DRAW, ReplayRange.standard().from(7_000)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("epoch 7000 cannot be gone back to")
                .hasMessageContaining("is the last complete one");
        assertThatThrownBy(() -> replay(DRAW, ReplayRange.standard().to(7_000)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("task draw#1 has not stored a snapshot of epoch 7000");
        assertThatThrownBy(() -> replay(DRAW, ReplayRange.standard().to(1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot end at epoch 1");
        assertThatThrownBy(() -> settings().parallelism(3).replay(nonces(10_000_000), DRAW, new ReplayListener() {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has changed since its state was written");
    }

    @Test
    void refusesAJobThatRunsOrHasFinished() {
        Job job = settings().recovery(Recovery.pessimistic()).run(nonces(2_000));
        assertThatThrownBy(() -> replay(DRAW, new ReplayListener() {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is in use by another run");
        job.join();

        assertThatThrownBy(() -> replay(DRAW, new ReplayListener() {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("job 'nonces' has finished");
    }
}
