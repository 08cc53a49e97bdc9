package dev.levada.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.levada.api.KeyCount;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.api.state.CounterState;
import dev.levada.testkit.world.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FaultSimulationTest {
    private static final List<Long> NUMBERS = LongStream.range(0, 120).boxed().toList();

    private static Topology job(Supplier<? extends Processor<Long, KeyCount<Long>>> processors) {
        Topology topology = Topology.named("job");
        topology.from("numbers", Sources.<Long>of())
                .keyBy(number -> number % 5)
                .process("count", processors)
                .to("counts", Sinks.memory());
        return topology;
    }

    private static final class Counting implements Processor<Long, KeyCount<Long>> {
        private @Nullable CounterState count;

        @Override
        public void open(Context<KeyCount<Long>> context) {
            count = context.counter("count");
        }

        @Override
        public void process(Long number, Context<KeyCount<Long>> context) {
            context.emit(new KeyCount<>(number % 5, requireNonNull(count).add(1)));
        }
    }

    /** Keeps in a field what must be state. */
    private static final class Forgetful implements Processor<Long, KeyCount<Long>> {
        private final Map<Long, Long> counts = new HashMap<>();

        @Override
        public void process(Long number, Context<KeyCount<Long>> context) {
            context.emit(new KeyCount<>(number % 5, counts.merge(number % 5, 1L, Long::sum)));
        }
    }

    /** Asks the machine for the time. */
    private static final class Clock implements Processor<Long, KeyCount<Long>> {
        @Override
        public void process(Long number, Context<KeyCount<Long>> context) {
            context.emit(new KeyCount<>(number, System.nanoTime()));
        }
    }

    @Test
    void findsNothingInAnOperatorThatIsRight() {
        Recovery[] exact = Recovery.named().stream()
                .filter(recovery -> recovery.gives() == Guarantee.EXACTLY_ONCE)
                .toArray(Recovery[]::new);

        assertThatCode(() -> FaultSimulation.of(job(Counting::new))
                        .input("numbers", NUMBERS)
                        .recovery(exact)
                        .<KeyCount<Long>>inOrder("counts", KeyCount::key)
                        .seeds(40)
                        .check())
                .doesNotThrowAnyException();
    }

    @Test
    void findsStateThatIsKeptInAField() {
        FaultSimulation simulation = FaultSimulation.of(job(Forgetful::new)).input("numbers", NUMBERS);

        FailedSeedError found = catchThrowableOfType(FailedSeedError.class, simulation::check);

        assertThat(found)
                .hasMessageContaining(
                        "job 'job', seed %d, recovery checkpoint: output 'counts'".formatted(found.seed()))
                .hasMessageContaining("missing")
                .hasMessageContaining("too many")
                .hasMessageContaining("what went wrong:")
                .hasMessageContaining("operator 'count' differs with its state restored")
                .hasMessageContaining("onlySeed(%d)".formatted(found.seed()));
        assertThatThrownBy(() -> simulation.onlySeed(found.seed()).check()).hasMessage(found.getMessage());
        assertThatCode(() -> simulation.onlyFaults(Fault.SLOW_NODE).check()).doesNotThrowAnyException();
    }

    @Test
    void tellsThatAnOperatorAsksTheMachineForTheTime() {
        assertThatThrownBy(() -> FaultSimulation.of(job(Clock::new))
                        .input("numbers", NUMBERS)
                        .check())
                .isInstanceOf(FailedSeedError.class)
                .hasMessageContaining("does not always commit the same even if nothing goes wrong")
                .hasMessageContaining("operator 'count' differs in a replay");
    }

    @Test
    void comparesOnlyWhatItIsTold() {
        assertThatCode(() -> FaultSimulation.of(job(Clock::new))
                        .input("numbers", NUMBERS)
                        .<KeyCount<Long>>comparing("counts", KeyCount::key)
                        .seeds(20)
                        .check())
                .doesNotThrowAnyException();
    }

    @Test
    void tellsThatOrderIsNotKept() {
        Topology topology = Topology.named("spread");
        topology.from("numbers", Sources.<Long>of())
                .partition(Partitioning.random())
                .map(number -> number)
                .parallelism(3)
                .partition(Partitioning.global())
                .to("all", Sinks.memory());
        FaultSimulation simulation =
                FaultSimulation.of(topology).input("numbers", NUMBERS).seeds(20);
        assertThatCode(simulation::check).doesNotThrowAnyException();

        assertThatThrownBy(
                        () -> simulation.<Long>inOrder("all", number -> "one").check())
                .hasMessageContaining("output 'all' is not what it is without failures, of key one from number");
    }

    @Test
    void saysWhatCannotBeJudged() {
        FaultSimulation simulation = FaultSimulation.of(job(Counting::new));
        assertThatThrownBy(() -> simulation.recovery(Recovery.atLeastOnce()).check())
                .hasMessageContaining("job 'job'")
                .hasMessageContaining("at-least-once");
        assertThatThrownBy(() -> simulation
                        .recovery(Recovery.checkpoint())
                        .comparing("others", value -> value)
                        .check())
                .hasMessage("there is no output 'others'; there are [counts]");
        assertThatThrownBy(() -> simulation.input("letters", List.of())).hasMessageContaining("no source 'letters'");
    }

    @Test
    void tellsThatAJobFailsOrNeverEndsByItself() {
        Topology failing = Topology.named("failing");
        failing.from("numbers", Sources.of(1L, 0L)).map(number -> 1 / number).to(Sinks.memory());
        assertThatThrownBy(() -> FaultSimulation.of(failing).check())
                .hasMessageContaining("job 'failing' fails even if nothing goes wrong")
                .hasMessageContaining("by zero");
        Topology endless = Topology.named("endless");
        endless.from("ticks", Sources.ticks(Duration.ofSeconds(1))).to(Sinks.memory());
        assertThatThrownBy(() -> FaultSimulation.of(endless).check())
                .hasMessageContaining("job 'endless' has not come to its end after PT1M");
    }

    @Test
    void hearsWhatHappensInOneSeed() {
        List<String> trace = new ArrayList<>();
        FaultSimulation.of(job(Counting::new))
                .input("numbers", NUMBERS)
                .onlySeed(3)
                .trace(trace::add)
                .check();

        assertThat(trace).anyMatch(line -> line.contains("FAULT"));
    }
}
