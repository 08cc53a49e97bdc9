package dev.levada.dspbench.outliers;

import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds machines that are busier than the others. */
public final class MachineOutlier implements Application {

    @Override
    public About about() {
        return About.of(
                "mo",
                "Machine Outlier",
                "finds machines that are far from the others: machine|millis|sum of the last scores|score",
                40_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.timed("machines", new Machines(seed), Observation::timeOf, Duration.ZERO));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .flatMap(Observation::parse)
                .named("parse")
                .keyBy(Observation::millis)
                .process("score", Scorer::new)
                .keyBy(Score::machine)
                .process("anomaly-score", AnomalyScorer::new)
                .keyBy(Anomaly::millis)
                .process("alert", AlertTrigger::new);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<Long, List<Observation>> batches = new TreeMap<>();
        for (Line line : feeds.get(0)) {
            for (Observation each : Observation.parse(line)) {
                batches.computeIfAbsent(each.millis(), any -> new ArrayList<>()).add(each);
            }
        }
        Map<String, Deque<Double>> recent = new HashMap<>();
        for (List<Observation> batch : batches.values()) {
            List<Anomaly> anomalies = new ArrayList<>();
            for (Score score : Score.of(batch)) {
                Deque<Double> scores = recent.computeIfAbsent(score.machine(), any -> new ArrayDeque<>());
                scores.add(score.score());
                if (scores.size() > AnomalyScorer.WINDOW) {
                    scores.remove();
                }
                double sum = scores.stream().reduce(0.0, Double::sum);
                anomalies.add(new Anomaly(score.machine(), score.millis(), sum, score.score()));
            }
            Anomaly.alerts(anomalies).forEach(result);
        }
    }
}
