package dev.levada.dspbench.spikes;

import dev.levada.api.Stream;
import dev.levada.api.graph.Partitioning;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds readings that are far from the average of their device. */
public final class SpikeDetection implements Application {

    @Override
    public About about() {
        return About.of(
                        "sd",
                        "Spike Detection",
                        "finds readings far from the average of the last thousand: seq|device|average|value, in millionths",
                        100_000)
                .ordered();
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.of("sensors", new Readings(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .flatMap(Reading::parse)
                .named("parse")
                .parallelism(1)
                .keyBy(Reading::device)
                .process("moving-average", MovingAverage::new)
                .partition(Partitioning.inTurn())
                .filter(Average::isSpike)
                .named("spike-detector")
                .map(Average::line)
                .named("write");
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<Integer, Deque<Double>> recent = new HashMap<>();
        Map<Integer, Double> sums = new HashMap<>();
        for (Line line : feeds.get(0)) {
            for (Reading reading : Reading.parse(line)) {
                Deque<Double> values = recent.computeIfAbsent(reading.device(), any -> new ArrayDeque<>());
                double sum = sums.getOrDefault(reading.device(), 0.0);
                if (values.size() == MovingAverage.WINDOW) {
                    sum -= values.remove();
                }
                sum += reading.value();
                values.add(reading.value());
                sums.put(reading.device(), sum);
                Average average = new Average(line.seq(), reading.device(), sum / values.size(), reading.value());
                if (average.isSpike()) {
                    result.accept(average.line());
                }
            }
        }
    }
}
