package dev.levada.dspbench.spikes;

import dev.levada.dspbench.Line;
import dev.levada.dspbench.storm.StormApplication;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Spike Detection on Apache Storm: the graph of the suite, the readings of a device as an array. */
public final class StormSpikes extends StormApplication<Integer, Object, double[], Object> {
    private static final long serialVersionUID = 1;

    /** It has nothing of its own. */
    public StormSpikes() {}

    @Override
    public void parse(long number, String line, BiConsumer<Integer, Object> out) {
        for (Reading reading : Reading.parse(new Line(number, line))) {
            out.accept(reading.device(), reading);
        }
    }

    @Override
    public double[] none() {
        return RecentReadings.none();
    }

    @Override
    public double[] copy(double[] recent) {
        return recent.clone();
    }

    @Override
    public double[] update(double[] recent, Integer device, Object value, Consumer<Object> out) {
        Reading reading = (Reading) value;
        out.accept(new Average(reading.seq(), device, RecentReadings.add(recent, reading.value()), reading.value()));
        return recent;
    }

    @Override
    public boolean handsOn() {
        return true;
    }

    @Override
    public Optional<String> finish(Object out) {
        Average average = (Average) out;
        return average.isSpike() ? Optional.of(average.line()) : Optional.empty();
    }
}
