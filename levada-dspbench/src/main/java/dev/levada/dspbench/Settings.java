package dev.levada.dspbench;

import dev.levada.api.Generator;
import dev.levada.api.Parameters;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Source;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What a user sets for an application.
 *
 * @param files a file for each source; empty to generate
 * @param records of each source
 * @param rate records a second of each source; 0 for as fast as possible
 * @param sources how many tasks generate for each source
 */
record Settings(List<String> files, long seed, long records, long rate, int sources) {
    private static final long MAX_RATE = 1_000_000_000;
    private static final int MAX_SOURCES = 1_000;

    static Settings of(Parameters parameters, Application application) {
        int feeds = application.feeds(0).size();
        List<String> files = parameters.inputs();
        if (!files.isEmpty() && files.size() != feeds) {
            throw new IllegalArgumentException("%s has %d source(s), and %d input(s) are given; give one file for each"
                    .formatted(application.name(), feeds, files.size()));
        }
        int sources =
                (int) within(parameters, "sources", 1, 1, application.about().isOrdered() ? 1 : MAX_SOURCES);
        return new Settings(
                files,
                parameters.number("seed", 42),
                within(parameters, "records", application.about().records(), 0, Long.MAX_VALUE - 1),
                within(parameters, "rate", 0, 0, MAX_RATE),
                sources);
    }

    private static long within(Parameters parameters, String key, long otherwise, long least, long most) {
        long number = parameters.number(key, otherwise);
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "%s=%d: a number from %d to %d was expected".formatted(key, number, least, most));
        }
        return number;
    }

    Stream<Line> stream(Topology topology, Feed feed, int number) {
        Stream<Line> stream = topology.from(files.isEmpty() ? generator(feed) : new LineFile(files.get(number)))
                .named(feed.name());
        return feed.eventTime().isPresent()
                ? stream.eventTimeMillis(feed.eventTime().get(), feed.maxLateness())
                : stream;
    }

    private Source<Line> generator(Feed feed) {
        LongFunction<String> lines = feed.lines();
        Generator.Builder<Line> generator = Sources.generate(records, seq -> new Line(seq, lines.apply(seq)))
                .splits(sources);
        return rate > 0 ? generator.rate((double) rate).build() : generator.build();
    }
}
