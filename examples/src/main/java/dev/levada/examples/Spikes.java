package dev.levada.examples;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.ListState;
import dev.levada.connectors.files.FileSources;
import java.util.List;
import java.util.Optional;

/**
 * Finds sensors that suddenly read half as much again as the mean of their last five readings: state for each key.
 *
 * <pre>{@code ./levada run spikes --input examples/spikes/sensors.csv}</pre>
 */
public final class Spikes implements Pipeline {

    /** One row of the file. */
    public record Reading(int sensor, double celsius) {}

    /** A reading that stands out. */
    public record Spike(int sensor, double celsius, double mean) {}

    @Override
    public String name() {
        return "spikes";
    }

    @Override
    public String description() {
        return "finds sudden peaks in sensor readings: sensor, celsius, mean";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology spikes = Topology.named(name());
        spikes.from(FileSources.csv(parameters.requireInputs().get(0), Reading.class)
                        .build())
                .keyBy(Reading::sensor)
                .process("detect", Detector::new);
        return spikes;
    }

    private static final class Detector implements Processor<Reading, Spike> {
        private Optional<ListState<Double>> recent = Optional.empty();

        @Override
        public void open(Context<Spike> context) {
            recent = Optional.of(context.list("recent"));
        }

        @Override
        public void process(Reading reading, Context<Spike> context) {
            detect(reading, recent.orElseThrow()).ifPresent(context::emit);
        }
    }

    /** Compares a reading with those before it, and remembers it. */
    static Optional<Spike> detect(Reading reading, ListState<Double> recent) {
        List<Double> before = recent.get();
        double mean = before.stream().mapToDouble(Double::doubleValue).average().orElse(reading.celsius());
        recent.clear();
        before.stream().skip(Math.max(0, before.size() - 4)).forEach(recent::add);
        recent.add(reading.celsius());
        boolean stands = before.size() >= 3 && reading.celsius() > 1.5 * mean;
        return stands ? Optional.of(new Spike(reading.sensor(), reading.celsius(), mean)) : Optional.empty();
    }
}
