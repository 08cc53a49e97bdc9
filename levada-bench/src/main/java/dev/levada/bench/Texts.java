package dev.levada.bench;

import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The input of an application with one source. To make a line costs more than many an application takes over it, so
 * those that are measured within this process are made before. Guards itself.
 */
final class Texts {
    /** What is kept of them at most, about half a gigabyte. */
    static final int MOST = 5_000_000;

    private final Feed feed;
    private volatile String[] made = new String[0];

    /** @throws IllegalArgumentException if the application has more than one source */
    Texts(Application application, long seed) {
        List<Feed> feeds = application.feeds(seed);
        if (feeds.size() != 1) {
            throw new IllegalArgumentException("%s has %d sources; what is measured has one"
                    .formatted(application.about().code(), feeds.size()));
        }
        this.feed = feeds.get(0);
    }

    Feed feed() {
        return feed;
    }

    /** Makes the first so many, unless they are made; at most {@link #MOST}. */
    synchronized void make(long count) {
        if (count > MOST) {
            throw new IllegalArgumentException(
                    "%d lines are more than the %d that are kept; take fewer records, or less time at a lower rate"
                            .formatted(count, MOST));
        }
        if (made.length < count) {
            String[] more = Arrays.copyOf(made, (int) count);
            for (int i = made.length; i < more.length; i++) {
                more[i] = feed.lines().apply(i);
            }
            made = more;
        }
    }

    /** A line; it is made now if it was not before. */
    String get(long index) {
        String[] kept = made;
        return index < kept.length ? kept[(int) index] : feed.lines().apply(index);
    }

    /** The first so many, with their numbers. */
    Iterable<Line> first(long count) {
        return () -> lines(count);
    }

    private Iterator<Line> lines(long count) {
        return LongStream.range(0, count)
                .mapToObj(index -> new Line(index, get(index)))
                .iterator();
    }
}
