package dev.levada.examples;

import dev.levada.api.KeyedStream;
import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import java.time.Duration;

/**
 * Which clicks on an ad came within ten seconds of its being shown. Both streams come out of order, by up to five
 * seconds, and neither is always ahead of the other.
 *
 * <pre>{@code ./levada run clicks --set shown=3000}</pre>
 */
public final class AdClicks implements Pipeline {

    /** An ad was shown. */
    public record Shown(long ad, long millis) {

        static Shown of(long index) {
            return new Shown(index % 40, 10_000 + index * 200 - index * 37 % 25 * 200);
        }
    }

    /** Somebody has clicked on it. */
    public record Click(long ad, long millis) {

        static Click of(long index) {
            return new Click(index * 7 % 40, 10_000 + index * 400 - index * 29 % 12 * 400);
        }
    }

    /** Both. */
    public record Answer(long ad, long shownMillis, long clickMillis) {}

    @Override
    public String name() {
        return "clicks";
    }

    @Override
    public String description() {
        return "joins made-up ads with the clicks on them within ten seconds: ad, shown at, clicked at";
    }

    @Override
    public Topology build(Parameters parameters) {
        long count = parameters.number("shown", 3_000);
        Topology ads = Topology.named(name());
        KeyedStream<Long, Shown> shown = ads.from(
                        "shown", Sources.generate(count, Shown::of).splits(2).build())
                .eventTimeMillis(Shown::millis, Duration.ofSeconds(5))
                .keyBy(Shown::ad);
        KeyedStream<Long, Click> clicks = ads.from(
                        "clicks", Sources.generate(count / 2, Click::of).build())
                .eventTimeMillis(Click::millis, Duration.ofSeconds(5))
                .keyBy(Click::ad);
        shown.join(clicks)
                .within(Duration.ZERO, Duration.ofSeconds(10))
                .apply("answers", (ad, click) -> new Answer(ad.ad(), ad.millis(), click.millis()));
        return ads;
    }
}
