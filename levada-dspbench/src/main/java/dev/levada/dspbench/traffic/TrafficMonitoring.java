package dev.levada.dspbench.traffic;

import dev.levada.api.Stream;
import dev.levada.api.graph.Partitioning;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells how fast traffic is on each road, from where taxis are. */
public final class TrafficMonitoring implements Application {

    @Override
    public About about() {
        return About.of(
                "tm",
                "Traffic Monitoring",
                "tells how fast traffic is on each road: seq|road|average|count|accepted",
                50_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.numbered("taxis", new Positions(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .partition(Partitioning.inTurn())
                .flatMap(Position::parse)
                .named("parse")
                .flatMap(Sighting::of)
                .named("map-matcher")
                .keyBy(Sighting::road)
                .process("speed", SpeedCalculator::new);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<Integer, Speeds> roads = new HashMap<>();
        for (Line line : feeds.get(0)) {
            for (Position position : Position.parse(line)) {
                for (Sighting sighting : Sighting.of(position)) {
                    Speeds next =
                            roads.getOrDefault(sighting.road(), Speeds.NONE).with(sighting.speed());
                    roads.put(sighting.road(), next);
                    result.accept(next.line(sighting));
                }
            }
        }
    }
}
