package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sources;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.EventTimes;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.element.EventTime;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.WatermarkState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two tasks of a source with event time, and one of a source without. */
final class WatermarksTest {
    private static final TaskId SINK = new TaskId("sink", 0);

    private final JobPlan plan = new JobPlan(
            "job",
            Guarantee.AT_MOST_ONCE,
            List.of(
                    source("timed", 2, Optional.of(new EventTimes(value -> 0, Duration.ZERO))),
                    source("untimed", 1, Optional.empty()),
                    source("sink", 1, Optional.empty())),
            List.of(
                    new JobPlan.Edge(0, "timed", "timed", "", "sink", Partitioning.global()),
                    new JobPlan.Edge(1, "untimed", "untimed", "", "sink", Partitioning.global())));
    private final List<ChannelId> inputs = List.of(
            new ChannelId(new TaskId("timed", 0), SINK, 0),
            new ChannelId(new TaskId("timed", 1), SINK, 0),
            new ChannelId(new TaskId("untimed", 0), SINK, 1));

    private static JobPlan.Chain source(String name, int tasks, Optional<EventTimes> times) {
        Operator operator = new Operator(
                name,
                new Definition.Read(Sources.of(1), times),
                tasks,
                ErrorPolicy.fail(),
                Optional.empty(),
                false,
                false,
                List.of());
        return new JobPlan.Chain(List.of(operator), tasks, false, Recovery.none());
    }

    private Watermarks begun(WatermarkState start, List<ChannelId> ended) {
        return Watermarks.of(plan, SINK, inputs, ended, start);
    }

    private static void came(Watermarks watermarks, int input, long millis) {
        watermarks.came(input, new Watermark(1, millis));
    }

    private static void cameIdle(Watermarks watermarks, int input, long millis) {
        watermarks.came(input, new Watermark(1, millis, true));
    }

    @Test
    void aTaskIsAsFarAsTheEarliestOfItsInputs() {
        Watermarks watermarks = begun(WatermarkState.none(), List.of());

        came(watermarks, 0, 20);
        assertThat(watermarks.isBehind()).isFalse();
        came(watermarks, 1, 10);
        assertThat(watermarks.isBehind()).isTrue();
        assertThat(watermarks.pass()).isEqualTo(10);
        assertThat(watermarks.isBehind()).isFalse();
        came(watermarks, 1, 30);
        assertThat(watermarks.pass()).isEqualTo(20);
    }

    @Test
    void anInputThatHasEndedDoesNotCountNorDoesOneThatComesAgain() {
        Watermarks watermarks = begun(WatermarkState.none(), List.of());
        came(watermarks, 0, 20);
        came(watermarks, 0, 5);

        watermarks.ended(1);
        assertThat(watermarks.pass()).isEqualTo(20);
        watermarks.ended(0);
        assertThat(watermarks.isBehind()).isFalse();
    }

    @Test
    void aTaskGoesOnFromWhereItsSnapshotWas() {
        Watermarks watermarks = begun(WatermarkState.none(), List.of());
        came(watermarks, 0, 20);
        came(watermarks, 1, 10);
        long passed = watermarks.pass();
        came(watermarks, 1, 15); // timers fire when the snapshot is taken

        Watermarks again = begun(watermarks.cut(), List.of());
        assertThat(passed).isEqualTo(10);
        assertThat(again.isBehind()).isTrue();
        assertThat(again.pass()).isEqualTo(15);

        Watermarks oneEnded = begun(watermarks.cut(), List.of(inputs.get(1)));
        assertThat(oneEnded.pass()).isEqualTo(20);
    }

    @Test
    void whatCameBehindABarrierThatDidNotWaitIsNotInTheSnapshot() {
        Watermarks watermarks = begun(WatermarkState.none(), List.of());
        came(watermarks, 0, 20);
        watermarks.mark(0);
        came(watermarks, 0, 50);
        came(watermarks, 1, 30);

        assertThat(watermarks.cut().inputs()).isEqualTo(Map.of(inputs.get(0), 20L, inputs.get(1), 30L));
        assertThat(watermarks.cut().inputs()).isEqualTo(Map.of(inputs.get(0), 50L, inputs.get(1), 30L));
    }

    @Test
    void ofSeveralTasksTheEarliestCounts() {
        WatermarkState one = new WatermarkState(20, true, Map.of(inputs.get(0), 20L), List.of(inputs.get(1)));
        WatermarkState other = new WatermarkState(10, false, Map.of(inputs.get(0), 30L), List.of());

        assertThat(WatermarkState.earliest(List.of(one, other)))
                .isEqualTo(new WatermarkState(10, false, Map.of(), List.of()));
        assertThat(WatermarkState.earliest(List.of()).millis()).isEqualTo(EventTime.NONE);
    }

    @Test
    void anIdleInputDoesNotCountUntilSomethingComes() {
        Watermarks watermarks = begun(WatermarkState.none(), List.of());
        came(watermarks, 0, 50);
        cameIdle(watermarks, 1, 10);
        assertThat(watermarks.pass()).isEqualTo(50);
        assertThat(watermarks.isIdle()).isFalse();

        watermarks.active(1);
        assertThat(watermarks.isBehind()).isFalse();
        came(watermarks, 0, 60);
        assertThat(watermarks.pass()).isEqualTo(50);
        came(watermarks, 1, 70);
        assertThat(watermarks.pass()).isEqualTo(60);
    }

    @Test
    void ifAllAreIdleThatIsSaidOnceAndEventTimeStays() {
        Watermarks watermarks = begun(WatermarkState.none(), List.of());
        came(watermarks, 0, 20);
        cameIdle(watermarks, 1, 30);
        watermarks.pass();
        cameIdle(watermarks, 0, 25); // as far as that it counts

        assertThat(watermarks.isBehind()).isTrue();
        assertThat(watermarks.pass()).isEqualTo(25);
        assertThat(watermarks.isIdle()).isTrue();
        assertThat(watermarks.isBehind()).isFalse();

        watermarks.active(0);
        assertThat(watermarks.isBehind()).isTrue();
        assertThat(watermarks.hasAdvanced()).isFalse();
        assertThat(watermarks.pass()).isEqualTo(25);
        assertThat(watermarks.isIdle()).isFalse();
        watermarks.ended(0);
        watermarks.pass();
        assertThat(watermarks.isIdle()).isTrue(); // of those that have not ended
        watermarks.ended(1);
        assertThat(watermarks.isBehind()).isFalse();
    }

    @Test
    void whichInputsAreIdleIsInTheSnapshotAsItWasAtTheBarrier() {
        Watermarks watermarks = begun(WatermarkState.none(), List.of());
        cameIdle(watermarks, 0, 20);
        watermarks.mark(0);
        watermarks.active(0);
        cameIdle(watermarks, 1, 30);
        came(watermarks, 0, 40);
        watermarks.pass();

        WatermarkState cut = watermarks.cut();
        assertThat(cut.idleInputs()).containsExactlyElementsOf(inputs.subList(0, 2));
        Watermarks again = begun(cut, List.of());
        assertThat(again.isBehind()).isTrue(); // as both are idle there
        assertThat(again.pass()).isEqualTo(40);
        assertThat(again.isIdle()).isTrue();
        assertThat(watermarks.cut().idleInputs()).containsExactly(inputs.get(1));
    }
}
