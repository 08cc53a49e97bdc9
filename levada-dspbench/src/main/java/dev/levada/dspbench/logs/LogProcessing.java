package dev.levada.dspbench.logs;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts the requests to a web server by minute, by status and by where they come from. */
public final class LogProcessing implements Application {

    @Override
    public About about() {
        return About.of(
                "lp", "Log Processing", "counts requests: VOL|minute|n, STA|status|n, GEO|country|n|city|n", 50_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.of("log", new Requests(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        Stream<Request> requests = feeds.get(0).flatMap(Request::parse).named("parse");
        requests.keyBy(Request::minute)
                .count("volume")
                .map(minute -> "VOL|%d|%d".formatted(minute.key(), minute.count()))
                .named("write-volume");
        requests.keyBy(Request::status)
                .count("status")
                .map(status -> "STA|%d|%d".formatted(status.key(), status.count()))
                .named("write-status");
        requests.flatMap(Request::place).named("locate").keyBy(Place::country).process("geo-stats", PlaceCounter::new);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Place> places = new ArrayList<>();
        for (Line line : feeds.get(0)) {
            for (Request request : Request.parse(line)) {
                counts.merge("VOL|" + request.minute(), 1, Integer::sum);
                counts.merge("STA|" + request.status(), 1, Integer::sum);
                Place.of(request.ip()).ifPresent(places::add);
            }
        }
        counts.forEach((key, count) -> result.accept(key + "|" + count));
        PlaceTotals.count(places, result);
    }

    @Override
    public Outcome outcome() {
        return new LogTotals();
    }
}
