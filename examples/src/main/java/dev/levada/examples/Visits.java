package dev.levada.examples;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import java.time.Duration;

/**
 * How often each page was visited in each minute, by when the visits happened: they come out of order, by up to five
 * seconds.
 *
 * <pre>{@code ./levada run visits --set visits=30000}</pre>
 */
public final class Visits implements Pipeline {

    /** Somebody has looked at a page. */
    public record Visit(String page, long millis) {

        static Visit of(long index) {
            return new Visit("page" + index % 3, 10_000 + index * 100 - index * 37 % 50 * 100);
        }
    }

    @Override
    public String name() {
        return "visits";
    }

    @Override
    public String description() {
        return "counts made-up visits of pages minute by minute, by event time: page, from, to, visits";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology visits = Topology.named(name());
        visits.from(Sources.generate(parameters.number("visits", 30_000), Visit::of)
                        .splits(2)
                        .build())
                .eventTimeMillis(Visit::millis, Duration.ofSeconds(5))
                .keyBy(Visit::page)
                .tumblingWindows(Duration.ofMinutes(1))
                .count("minutes");
        return visits;
    }
}
