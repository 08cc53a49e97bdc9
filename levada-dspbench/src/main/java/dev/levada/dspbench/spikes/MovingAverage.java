package dev.levada.dspbench.spikes;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.ValueState;

/**
 * The average of the last thousand readings of a device, from a running sum, which is what is specified although it
 * drifts.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class MovingAverage implements Processor<Reading, Average> {
    static final int WINDOW = 1_000;

    /** The readings; the n-th is at n modulo the window. */
    private ListState<Double> ring;

    private CounterState taken;
    private ValueState<Double> sum;

    @Override
    public void open(Context<Average> context) {
        ring = context.list("ring");
        taken = context.counter("taken");
        sum = context.value("sum", 0.0);
    }

    @Override
    public void process(Reading reading, Context<Average> context) {
        long number = taken.add(1) - 1;
        double before = sum.get();
        if (number < WINDOW) {
            ring.add(reading.value());
        } else {
            before -= ring.set((int) (number % WINDOW), reading.value());
        }
        double newSum = before + reading.value();
        sum.set(newSum);
        double average = newSum / Math.min(number + 1, WINDOW);
        context.emit(new Average(reading.seq(), reading.device(), average, reading.value()));
    }
}
