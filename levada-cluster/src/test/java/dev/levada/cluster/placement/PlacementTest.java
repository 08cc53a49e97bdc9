package dev.levada.cluster.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlacementTest {

    private static JobPlan plan(int... widths) {
        Topology topology = Topology.named("job");
        Stream<Long> stream = topology.from(
                        "s", Sources.generate(1, index -> index).build())
                .parallelism(widths[0])
                .apart();
        for (int i = 1; i < widths.length; i++) {
            stream = stream.map(value -> value)
                    .named("m" + i)
                    .parallelism(widths[i])
                    .apart();
        }
        stream.blocking().to("out", Sinks.discard());
        return Planner.plan(
                topology.graph(), new JobSettings(Guarantee.AT_MOST_ONCE, Recovery.none(), widths[0], false), Map.of());
    }

    @Test
    void putsTasksOfTheSameNumberOnTheSameLoop() {
        Map<TaskId, Integer> placed = Placement.onLoops(plan(4, 8, 4, 1), 4);

        for (int index = 0; index < 4; index++) {
            assertThat(placed.get(new TaskId("s", index))).isEqualTo(index);
            assertThat(placed.get(new TaskId("m1", index))).isEqualTo(index);
            assertThat(placed.get(new TaskId("m2", index))).isEqualTo(index);
        }
    }

    @Test
    void dealsNarrowChainsOutSoThatEachLoopHasAboutAsMany() {
        Map<TaskId, Integer> placed = Placement.onLoops(plan(1, 1, 1, 1, 1, 1, 1, 1, 1), 4);

        Map<Integer, Long> perLoop =
                placed.values().stream().collect(Collectors.groupingBy(loop -> loop, Collectors.counting()));
        assertThat(perLoop.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(perLoop.values()).allSatisfy(tasks -> assertThat(tasks).isBetween(1L, 3L));
    }

    @Test
    void givesBlockingTasksNoLoop() {
        assertThat(Placement.onLoops(plan(2, 2), 2))
                .containsOnlyKeys(new TaskId("s", 0), new TaskId("s", 1), new TaskId("out", 0), new TaskId("out", 1));
    }

    @Test
    void givesEachSplitToOneTask() {
        List<String> splits =
                IntStream.range(0, 11).mapToObj(split -> "s" + split).toList();
        List<String> dealt = new ArrayList<>();
        for (int task = 0; task < 4; task++) {
            List<String> own = Placement.splitsOf(task, 4, splits);
            assertThat(own).hasSizeBetween(2, 3);
            dealt.addAll(own);
        }

        assertThat(dealt).containsExactlyInAnyOrderElementsOf(splits);
        assertThat(Placement.splitsOf(20, 30, splits)).isEmpty();
    }
}
