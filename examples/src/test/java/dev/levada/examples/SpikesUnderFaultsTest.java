package dev.levada.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Parameters;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Recovery;
import dev.levada.examples.Spikes.Reading;
import dev.levada.examples.Spikes.Spike;
import dev.levada.junit.LevadaTest;
import dev.levada.junit.TestKit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a pipeline is tested with crashes: see docs/testing.md. */
@LevadaTest
final class SpikesUnderFaultsTest {
    /** Of three sensors; now and then one stands out. */
    private static final List<Reading> READINGS = IntStream.range(0, 240)
            .mapToObj(i -> new Reading(i % 3, i % 17 == 16 ? 90 : 20 + i % 5))
            .toList();

    private static Topology spikes() {
        return new Spikes().build(new Parameters(List.of("spikes/sensors.csv"), Map.of()));
    }

    @Test
    void eachSpikeIsFoundOnceInItsOrderWhateverFails(TestKit kit) {
        kit.simulate(spikes())
                .input("source", READINGS)
                .recovery(Recovery.checkpoint(), Recovery.causal(), Recovery.backtracking())
                .<Spike>inOrder("detect", Spike::sensor)
                .seeds(100)
                .check();
    }

    @Test
    void whatADetectorRemembersSurvivesACrash(TestKit kit) {
        var cluster =
                kit.cluster(spikes()).feed("source").recovery(Recovery.causal()).start();
        cluster.send("source", new Reading(7, 20), new Reading(7, 21), new Reading(7, 19));
        cluster.advance(Duration.ofMillis(50));

        cluster.crashWorker(cluster.workerOf("detect", 0));
        cluster.send("source", new Reading(7, 60));
        cluster.finish();

        assertThat(cluster.<Spike>output("detect")).containsExactly(new Spike(7, 60, 20));
    }

    /** A bug: what it remembers is in a field, and no snapshot has it. */
    private static final class Forgetful implements Processor<Reading, Spike> {
        private final Map<Integer, Deque<Double>> recent = new HashMap<>();

        @Override
        public void process(Reading reading, Context<Spike> context) {
            Deque<Double> before = recent.computeIfAbsent(reading.sensor(), sensor -> new ArrayDeque<>());
            double mean =
                    before.stream().mapToDouble(Double::doubleValue).average().orElse(reading.celsius());
            if (before.size() >= 3 && reading.celsius() > 1.5 * mean) {
                context.emit(new Spike(reading.sensor(), reading.celsius(), mean));
            }
            before.addLast(reading.celsius());
            if (before.size() > 5) {
                before.removeFirst();
            }
        }
    }

    /** Another one: the clock of the machine, which a replay does not read again. */
    private static final class Stamping implements Processor<Reading, List<Object>> {
        @Override
        public void process(Reading reading, Context<List<Object>> context) {
            context.emit(List.of(reading, System.nanoTime()));
        }
    }

    @Test
    void stateInAFieldIsFound(TestKit kit) {
        Topology forgetful = Topology.named("forgetful");
        forgetful.from("readings", Sources.of(READINGS)).keyBy(Reading::sensor).process("detect", Forgetful::new);

        assertThatThrownBy(() -> kit.simulate(forgetful).check())
                .hasMessageContaining("output 'detect' is not what it is without failures")
                .hasMessageContaining("operator 'detect' differs with its state restored after half of the records");
    }

    @Test
    void theClockOfTheMachineIsFound(TestKit kit) {
        Topology stamping = Topology.named("stamping");
        stamping.from("readings", Sources.of(READINGS)).process("stamp", Stamping::new);

        assertThatThrownBy(() -> kit.simulate(stamping).check())
                .hasMessageContaining("does not always commit the same even if nothing goes wrong")
                .hasMessageContaining("operator 'stamp' differs in a replay");
    }
}
