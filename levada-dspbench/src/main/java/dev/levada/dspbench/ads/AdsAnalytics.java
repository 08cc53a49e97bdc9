package dev.levada.dspbench.ads;

import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells how often ads are clicked of those that are seen, in the last ten seconds, every two. */
public final class AdsAnalytics implements Application {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration SLIDE = Duration.ofSeconds(2);

    @Override
    public About about() {
        return About.of(
                "aa",
                "Ads Analytics",
                "tells how often ads are clicked, in ten seconds every two: end|query|ad|rate|impressions|clicks",
                50_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.timed("events", new AdEvents(seed), AdEvent::timeOf, Duration.ZERO));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .flatMap(AdEvent::parse)
                .named("parse")
                .keyBy(AdEvent::placement)
                .slidingWindows(WINDOW, SLIDE)
                .aggregate("rolling-rate", new Rate.Counting())
                .flatMap(window -> window.value().line(window.endMillis(), window.key()))
                .named("write");
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<Long, Map<AdEvent.Placement, long[]>> windows = new TreeMap<>();
        for (Line line : feeds.get(0)) {
            for (AdEvent event : AdEvent.parse(line)) {
                long end = (event.millis() / SLIDE.toMillis() + 1) * SLIDE.toMillis();
                for (long each = end; each < end + WINDOW.toMillis(); each += SLIDE.toMillis()) {
                    windows.computeIfAbsent(each, any -> new HashMap<>())
                            .computeIfAbsent(event.placement(), any -> new long[2])[event.click() ? 0 : 1]++;
                }
            }
        }
        windows.forEach((end, counts) -> counts.forEach((placement, count) ->
                new Rate(count[0], count[1]).line(end, placement).forEach(result)));
    }
}
