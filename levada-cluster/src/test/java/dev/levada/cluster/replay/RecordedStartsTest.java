package dev.levada.cluster.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.determinant.Dependency;
import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.DeterminantWriter;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.LoopState;
import dev.levada.core.snapshot.MemoryStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.core.snapshot.WatermarkState;
import dev.levada.recovery.Protocols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordedStartsTest {
    private static final TaskId TASK = new TaskId("numbers", 0);
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2, 2};

    private final MemoryStorage storage = new MemoryStorage();
    private final List<Decision> decisions = new ArrayList<>();

    private static JobPlan plan(Recovery recovery) {
        Topology topology = Topology.named("job");
        topology.from("numbers", Sources.of(List.of(1L)))
                .map(number -> number)
                .apart()
                .to("out", Sinks.memory());
        return Planner.plan(
                topology.graph(), new JobSettings(Guarantee.EXACTLY_ONCE, recovery, 1, false), Map.of("numbers", 1));
    }

    private RecordedStarts starts(Recovery recovery, ReplayRange range) throws IOException {
        decisions.add(0, new Decision.RunBegun("job", "run", recovery.label(), Map.of(), Map.of()));
        Recording recording = Recording.of(decisions);
        JobPlan plan = plan(recovery);
        return new RecordedStarts(
                plan,
                recording,
                Span.of(recording, range),
                Protocols.of(plan, true).forJob(plan),
                storage);
    }

    private byte[] log(Recovery recovery) throws IOException {
        return starts(recovery, ReplayRange.standard()).log(TASK);
    }

    private void granted(long round, long attempt) {
        decisions.add(new Decision.AttemptsGranted(round, Map.of(TASK, attempt)));
    }

    private void complete(long epoch, long attempt) throws IOException {
        StoredSnapshot snapshot = new StoredSnapshot(
                TASK,
                attempt,
                epoch,
                0,
                false,
                Map.of(),
                List.of(),
                Map.of(),
                0,
                SourcePositions.none(),
                List.of(),
                Map.of(),
                List.of(),
                LoopState.none(),
                WatermarkState.none(),
                Map.of());
        String name = StoredSnapshot.name(TASK, attempt, epoch);
        storage.put(TASK, attempt, name, List.of(snapshot.toBytes()).iterator());
        decisions.add(new Decision.EpochCompleted(epoch, Map.of(TASK, name)));
    }

    private static DeterminantSlice slice(long attempt, long epoch, long from, byte[] bytes) {
        return new DeterminantSlice(TASK, attempt, epoch, from, bytes);
    }

    private void record(DeterminantSlice... slices) throws IOException {
        assertThat(StoredDeterminants.recording(storage, "w").write(List.of(slices)))
                .isEmpty();
    }

    @Test
    void ofWhatWasInMemoryOnlyTheRecordOfTheLastAttemptCounts() throws IOException {
        granted(1, 1);
        granted(2, 2);
        record(slice(1, 0, 0, FIRST), slice(2, 0, 0, SECOND));

        assertThat(log(Recovery.causal())).isEqualTo(SECOND);
    }

    @Test
    void ifThatHasRecordedNothingNobodyKnowsWhatItTookOver() throws IOException {
        granted(1, 1);
        granted(2, 2);
        record(slice(1, 0, 0, FIRST));
        StoredDeterminants.handIn(storage, "w", 2, List.of(slice(1, 0, 0, FIRST)));

        assertThat(log(Recovery.causal())).isEmpty();
    }

    @Test
    void ofWhatIsDurableWhatALaterAttemptHasNotWrittenIsThatOfTheOneBefore() throws IOException {
        granted(1, 1);
        granted(2, 2);
        assertThat(new StoredDeterminants(storage, "w").write(List.of(slice(1, 0, 0, FIRST))))
                .isEmpty();

        assertThat(log(Recovery.pessimistic())).isEqualTo(FIRST);
    }

    @Test
    void whatFollowsFromALostEndOfAnotherLogIsBeyondTheLine() throws IOException {
        granted(1, 1);
        Dependency lost = new Dependency(new LogWriter(2, 1, 1), 5, 0);
        assertThat(new StoredTracedLog(storage, new LogWriter(1, 1, 1))
                        .write(List.of(
                                new TracedSlice(slice(1, 0, 0, FIRST), 1, List.of()),
                                new TracedSlice(slice(1, 0, 2, SECOND), 2, List.of(lost)))))
                .isEmpty();

        assertThat(log(Recovery.optimistic())).isEqualTo(FIRST);
    }

    @Test
    void upToACompleteEpochTheAttemptCountsThatTookItsSnapshot() throws IOException {
        granted(1, 1);
        complete(3, 1);
        complete(4, 1);
        granted(2, 2);
        record(slice(1, 3, 7, FIRST), slice(2, 4, 0, SECOND));

        assertThat(starts(Recovery.causal(), ReplayRange.standard().to(4)).log(TASK))
                .isEqualTo(FIRST);
        assertThat(log(Recovery.causal())).isEqualTo(SECOND);
    }

    @Test
    void anAttemptThatBeganAtAWindowOfTheEpochHasNoLogOfAllOfIt() throws IOException {
        granted(1, 1);
        complete(3, 1);
        granted(2, 2);
        DeterminantWriter log = new DeterminantWriter();
        log.write(DeterminantKind.CUT, DeterminantLog.WINDOW, 5);
        assertThat(new StoredDeterminants(storage, "w").write(List.of(slice(2, 3, 0, log.take()))))
                .isEmpty();

        assertThatThrownBy(() -> log(Recovery.backtracking(5)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("went back to a later snapshot than that of epoch 3");
    }

    @Test
    void anAttemptThatBeganLaterHasNoLogOfThat() throws IOException {
        granted(1, 1);
        complete(3, 1);
        complete(5, 2);
        granted(2, 2);
        record(slice(2, 4, 0, SECOND));

        assertThatThrownBy(() ->
                        starts(Recovery.causal(), ReplayRange.standard().to(5)).log(TASK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("task numbers#0 went back to a later snapshot than that of epoch 3");
    }
}
