package dev.levada.dspbench.fraud;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.ListState;
import dev.levada.dspbench.draw.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at the last five transactions of a customer, and puts out those five if they hardly ever follow so. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Predictor implements Processor<Transaction, String> {
    static final int WINDOW = 5;
    static final double THRESHOLD = 0.96;

    private ListState<Integer> recent;

    @Override
    public void open(Context<String> context) {
        recent = context.list("recent");
    }

    @Override
    public void process(Transaction transaction, Context<String> context) {
        recent.add(transaction.state());
        List<Integer> states = recent.get();
        if (states.size() < WINDOW) {
            return;
        }
        double score = MarkovModel.missProbability(states);
        if (score > THRESHOLD) {
            context.emit("%d|%s|%d|%s"
                    .formatted(
                            transaction.seq(),
                            transaction.customer(),
                            Numbers.micros(score),
                            states.stream().map(MarkovModel::name).collect(Collectors.joining(","))));
        }
        recent.clear();
        states.stream().skip(1).forEach(recent::add);
    }
}
