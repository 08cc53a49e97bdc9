package dev.levada.dspbench.fraud;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.dspbench.draw.Numbers;

/** Looks at the last five transactions of a customer, and puts out those five if they hardly ever follow so. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Predictor implements Processor<Transaction, String> {
    static final int WINDOW = 5;
    static final double THRESHOLD = 0.96;

    /** A state takes so many bits, counted from 1: 0 is none. */
    private static final int BITS = 5;

    private static final long ALL = (1L << (WINDOW * BITS)) - 1;
    private static final long ONE = (1L << BITS) - 1;

    /** The last states, the newest one in the lowest bits. */
    private CounterState recent;

    @Override
    public void open(Context<String> context) {
        recent = context.counter("recent");
    }

    @Override
    public void process(Transaction transaction, Context<String> context) {
        long last = ((recent.get() << BITS) | (transaction.state() + 1)) & ALL;
        recent.set(last);
        if (state(last, 0) < 0) {
            return;
        }
        int[] states = new int[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            states[i] = state(last, i);
        }
        double score = MarkovModel.missProbability(states);
        if (score > THRESHOLD) {
            context.emit(transaction.seq() + "|" + transaction.customer() + "|" + Numbers.micros(score) + "|"
                    + MarkovModel.names(states));
        }
    }

    /** From the oldest, 0; -1 if there is none. */
    private static int state(long last, int index) {
        return (int) ((last >>> ((WINDOW - 1 - index) * BITS)) & ONE) - 1;
    }
}
