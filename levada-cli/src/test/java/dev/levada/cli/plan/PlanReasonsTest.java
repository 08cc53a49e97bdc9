package dev.levada.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.EndToEnd;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.cluster.planner.Planner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanReasonsTest {
    private final Topology topology = Topology.named("job");
    private final Stream<Integer> numbers = topology.from("numbers", Sources.of(1, 2, 3));

    private List<String> lines(Guarantee guarantee, boolean resumable) {
        JobSettings settings = new JobSettings(guarantee, Recovery.standardFor(guarantee), 1, resumable);
        var plan = Planner.plan(topology.graph(), settings, Map.of());
        return PlanReasons.of(Planned.of(plan, EndToEnd.of(topology.graph(), settings)));
    }

    @Test
    void groupsByChainWithALineForEachEdgeAndSinkInColumns() {
        Stream<Integer> step = numbers.map(number -> number).named("step");
        step.to("held", Sinks.memory());
        step.side(new SideOutput<Integer>("odd")).to("aside", Sinks.memory());

        assertThat(lines(Guarantee.EXACTLY_ONCE, false)).containsExactly("""
                What holds from end to end, asked for exactly-once:

                  chain numbers
                    numbers → step      exactly-once   after a failure all tasks go back to the same checkpoint, state and positions together
                    step → held         exactly-once   after a failure all tasks go back to the same checkpoint, state and positions together
                    sink held           exactly-once   memory shows the records of an epoch when the epoch is complete, and otherwise none of them

                  chain aside
                    step (odd) → aside  exactly-once   after a failure all tasks go back to the same checkpoint, state and positions together
                    sink aside          exactly-once   memory shows the records of an epoch when the epoch is complete, and otherwise none of them

                All this holds while the process lives; add --state-dir DIR to see what holds after it is gone.""".split("\n"));
    }

    @Test
    void letsAPlaceWithALongNameStandOut() {
        String longName = "s".repeat(60);
        numbers.to("out", Sinks.discard());
        numbers.to(longName, Sinks.discard());

        List<String> lines = lines(Guarantee.AT_LEAST_ONCE, false);
        assertThat(lines).anyMatch(line -> line.startsWith("    sink out       at-least-once  "));
        assertThat(lines).anyMatch(line -> line.startsWith("    sink " + longName + "  at-least-once  "));
    }

    @Test
    void saysHowLongItHoldsAndThatThereIsNothingToSee() {
        numbers.map(number -> number).named("step");
        assertThat(lines(Guarantee.AT_MOST_ONCE, false))
                .last()
                .isEqualTo("There is no sink, so nothing is seen outside.");

        numbers.to("out", Sinks.discard());
        assertThat(lines(Guarantee.AT_MOST_ONCE, true))
                .last()
                .isEqualTo(
                        "All this holds beyond this process: started again with the same state directory, the job goes"
                                + " on.");
    }

    @Test
    void leavesOutAChainWithNothingToSay() {
        numbers.to("one", Sinks.discard());
        numbers.to("two", Sinks.discard());

        assertThat(lines(Guarantee.AT_MOST_ONCE, false))
                .contains("  chain one", "  chain two")
                .doesNotContain("  chain numbers");
    }
}
