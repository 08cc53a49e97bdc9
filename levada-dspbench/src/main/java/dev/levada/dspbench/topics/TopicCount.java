package dev.levada.dspbench.topics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How often a topic was named in a window.
 *
 * @param end of the window, in milliseconds since 1970
 */
record TopicCount(long end, String topic, long count) {
    private static final int BEST = 10;

    /** The line of a window, of which these are all topics: the best first, and of equal ones by name. */
    static String ranking(List<TopicCount> window) {
        return window.get(0).end()
                + "|"
                + window.stream()
                        .sorted(Comparator.comparingLong(TopicCount::count)
                                .reversed()
                                .thenComparing(TopicCount::topic))
                        .limit(BEST)
                        .map(each -> each.topic() + ":" + each.count())
                        .collect(Collectors.joining(","));
    }
}
