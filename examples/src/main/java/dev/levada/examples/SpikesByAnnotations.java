package dev.levada.examples;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Topology;
import dev.levada.api.annotation.Keyed;
import dev.levada.api.annotation.Sink;
import dev.levada.api.annotation.Source;
import dev.levada.api.annotation.Stage;
import dev.levada.api.annotation.ToStream;
import dev.levada.api.state.ListState;
import dev.levada.examples.Spikes.Reading;
import dev.levada.examples.Spikes.Spike;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The same as {@link Spikes}, written as an ordinary class whose methods are marked: it also runs by itself, one record
 * after the other, with {@code Sequential.run}.
 *
 * <pre>{@code ./levada run spikes-annotated --input examples/spikes/sensors.csv}</pre>
 */
public final class SpikesByAnnotations implements Pipeline {

    /**
     * The marked class: the types of its methods say how they follow each other, and that is checked when it is
     * compiled.
     */
    @ToStream("spikes-annotated")
    static final class Job {
        private final Path file;
        private final Consumer<Spike> found;

        Job(Path file, Consumer<Spike> found) {
            this.file = file;
            this.found = found;
        }

        @Source
        Stream<Reading> readings() throws IOException {
            BufferedReader lines = Files.newBufferedReader(file);
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(row -> new Reading(Integer.parseInt(row[0]), Double.parseDouble(row[1])));
        }

        @Stage(order = 1, replicate = 2)
        @Keyed("sensor")
        Optional<Spike> detect(Reading reading, ListState<Double> recent) {
            return Spikes.detect(reading, recent);
        }

        @Sink
        void write(Spike spike) {
            found.accept(spike);
        }
    }

    @Override
    public String name() {
        return "spikes-annotated";
    }

    @Override
    public String description() {
        return "the same as spikes, written as a class with annotated methods";
    }

    @Override
    public Topology build(Parameters parameters) {
        return Topology.of(new Job(Path.of(parameters.requireInputs().get(0)), System.out::println));
    }
}
