package dev.levada.dspbench.spikes;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ValueState;

/**
 * The average of the last thousand readings of a device, from a running sum, which is what is specified although it
 * drifts.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class MovingAverage implements Processor<Reading, Average> {
    static final int WINDOW = 1_000;

    /** The readings, by their number modulo the window. */
    private MapState<Integer, Double> ring;

    private CounterState taken;
    private ValueState<Double> sum;

    @Override
    public void open(Context<Average> context) {
        ring = context.map("ring");
        taken = context.counter("taken");
        sum = context.value("sum", 0.0);
    }

    @Override
    public void process(Reading reading, Context<Average> context) {
        long number = taken.add(1) - 1;
        int slot = (int) (number % WINDOW);
        Double oldest = ring.get(slot);
        double newSum = (oldest == null ? sum.get() : sum.get() - oldest) + reading.value();
        sum.set(newSum);
        ring.put(slot, reading.value());
        double average = newSum / Math.min(number + 1, WINDOW);
        context.emit(new Average(reading.seq(), reading.device(), average, reading.value()));
    }
}
