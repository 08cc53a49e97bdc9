package dev.levada.dspbench.fraud;

import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.draw.Numbers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds customers who buy as they hardly ever would. */
public final class FraudDetection implements Application {

    @Override
    public About about() {
        return About.of(
                        "fd",
                        "Fraud Detection",
                        "finds unlikely sequences of transactions: seq|customer|score|states",
                        100_000)
                .ordered();
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.of("transactions", new Transactions(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .flatMap(Transaction::parse)
                .named("parse")
                .parallelism(1)
                .keyBy(Transaction::customer)
                .process("predict", Predictor::new);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<String, Deque<String>> recent = new HashMap<>();
        for (Line line : feeds.get(0)) {
            String[] fields = line.text().split(",");
            Deque<String> states = recent.computeIfAbsent(fields[0], any -> new ArrayDeque<>());
            states.add(fields[2]);
            if (states.size() == Predictor.WINDOW) {
                double score = MarkovModel.missProbability(
                        states.stream().mapToInt(MarkovModel::state).toArray());
                if (score > Predictor.THRESHOLD) {
                    result.accept(line.seq() + "|" + fields[0] + "|" + Numbers.micros(score) + "|"
                            + String.join(",", states));
                }
                states.remove();
            }
        }
    }
}
