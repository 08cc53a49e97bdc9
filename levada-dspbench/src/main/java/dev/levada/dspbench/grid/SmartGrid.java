package dev.levada.dspbench.grid;

import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.grid.GridEvent.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds houses that use more than others, and predicts what houses and plugs will use. */
public final class SmartGrid implements Application {

    @Override
    public About about() {
        return About.of(
                "sg",
                "Smart Grid",
                "finds outliers and predicts loads: OUT|from|to|house|share, H|at|house|load, P|at|plug|load",
                43_200);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.timed("meters", new Meters(seed), Load::timeOf, Duration.ZERO));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        Stream<Load> loads = feeds.get(0).flatMap(Load::parse).named("parse");
        Stream<GridEvent> medians = loads.keyBy(load -> 0)
                .process("global-median", GlobalMedians::new)
                .parallelism(1);
        medians.merge(loads).keyBy(GridEvent::house).process("outliers", OutlierDetector::new);
        loads.keyBy(Load::house).process("house-load", () -> new LoadPredictor("H"));
        loads.keyBy(Load::place).process("plug-load", () -> new LoadPredictor("P"));
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        TreeMap<Long, List<Load>> times = new TreeMap<>();
        for (Line line : feeds.get(0)) {
            Load.parse(line)
                    .forEach(load -> times.computeIfAbsent(load.seconds(), any -> new ArrayList<>())
                            .add(load));
        }
        outliers(times, result);
        predictions("H", times, load -> String.valueOf(load.house()), result);
        predictions("P", times, Load::place, result);
    }

    private static void outliers(NavigableMap<Long, List<Load>> times, Consumer<String> result) {
        Map<Integer, Double> last = new HashMap<>();
        for (long now : times.keySet()) {
            List<Load> window = new ArrayList<>();
            times.subMap(now - Loads.WINDOW_SECONDS, false, now, true).values().forEach(window::addAll);
            double median = new Loads(window).median();
            Map<Integer, List<Load>> houses = new TreeMap<>();
            window.forEach(load -> houses.computeIfAbsent(load.house(), any -> new ArrayList<>())
                    .add(load));
            houses.forEach((house, loads) -> {
                double share = new Loads(loads).shareAbove(median);
                if (share != last.getOrDefault(house, 0.0)) {
                    last.put(house, share);
                    result.accept(Loads.outlier(now, house, share));
                }
            });
        }
    }

    private interface Naming {
        String of(Load load);
    }

    private static void predictions(
            String whose, NavigableMap<Long, List<Load>> times, Naming naming, Consumer<String> result) {
        Map<String, TreeMap<Long, Slice>> all = new HashMap<>();
        times.values()
                .forEach(loads -> loads.forEach(load -> all.computeIfAbsent(naming.of(load), any -> new TreeMap<>())
                        .compute(
                                Slice.of(load.seconds()),
                                (any, before) -> (before == null ? Slice.NONE : before).with(load.watts()))));
        all.forEach((name, slices) -> slices.keySet()
                .forEach(now ->
                        result.accept(Slice.line(whose, now, name, Slice.prediction(now, slices.headMap(now, true))))));
    }
}
