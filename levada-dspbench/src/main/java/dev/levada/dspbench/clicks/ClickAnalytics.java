package dev.levada.dspbench.clicks;

import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.Outcome;
import dev.levada.dspbench.geo.Place;
import dev.levada.dspbench.geo.PlaceCounter;
import dev.levada.dspbench.geo.PlaceTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts visits of pages, who came back to one, and where visitors are. */
public final class ClickAnalytics implements Application {

    /** What a client looks at. */
    record Visit(String url, String client) {}

    @Override
    public About about() {
        return About.of(
                "ca",
                "Click Analytics",
                "counts visits, repeated ones and places: VIS|total|unique, REP|url|client|n, GEO|country|n|city|n",
                50_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.of("clicks", new Clicks(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        Stream<Click> clicks = feeds.get(0).flatMap(Click::parse).named("parse");
        Stream<RepeatVisit.Repeated> visits = clicks.map(click -> new Visit(click.url(), click.client()))
                .named("visit")
                .keyBy(visit -> visit)
                .process("repeat-visit", RepeatVisit::new);
        visits.map(visit -> "REP|%s|%s|%d"
                        .formatted(visit.visit().url(), visit.visit().client(), visit.times()))
                .named("write-repeated");
        visits.keyBy(visit -> 0).process("visit-stats", VisitStats::new).parallelism(1);
        clicks.flatMap(click -> Place.of(click.ip()).stream().toList())
                .named("locate")
                .keyBy(Place::country)
                .process("geo-stats", PlaceCounter::new);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<Visit, Integer> visits = new HashMap<>();
        List<Place> places = new ArrayList<>();
        int total = 0;
        for (Line line : feeds.get(0)) {
            String[] parts = line.text().split("\"");
            if (parts.length == 13) {
                total++;
                visits.merge(new Visit(parts[7], parts[11]), 1, Integer::sum);
                Place.of(parts[3]).ifPresent(places::add);
            }
        }
        result.accept("VIS|%d|%d".formatted(total, visits.size()));
        visits.forEach(
                (visit, times) -> result.accept("REP|%s|%s|%d".formatted(visit.url(), visit.client(), times - 1)));
        PlaceTotals.count(places, result);
    }

    @Override
    public Outcome outcome() {
        return new ClickTotals();
    }
}
