package dev.levada.dspbench.topics;

import dev.levada.api.Stream;
import dev.levada.api.operator.Emitter;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.sentiment.Tweet;
import dev.levada.dspbench.sentiment.Tweets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds the topics of which people speak most, in the last ten seconds, every two. */
public final class TrendingTopics implements Application {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration SLIDE = Duration.ofSeconds(2);

    @Override
    public About about() {
        return About.of(
                "tt", "Trending Topics", "ranks the hashtags of ten seconds every two: end|topic:count,...", 50_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.timed("tweets", new Tweets(seed), TrendingTopics::timeOf, Duration.ZERO));
    }

    private static long timeOf(Line line) {
        return Tweet.parse(line).stream().mapToLong(Tweet::created).findFirst().orElse(0);
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .flatMap(Tweet::parse)
                .named("parse")
                .flatMap(TrendingTopics::topics)
                .named("topics")
                .keyBy(topic -> topic)
                .slidingWindows(WINDOW, SLIDE)
                .count("count")
                .map(window -> new TopicCount(window.endMillis(), window.key(), window.value()))
                .named("counted")
                .keyBy(TopicCount::end)
                .process("rank", Ranker::new);
    }

    private static void topics(Tweet tweet, Emitter<String> topics) {
        StringTokenizer tokens = new StringTokenizer(tweet.text());
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            if (token.startsWith("#")) {
                topics.emit(token);
            }
        }
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<Long, Map<String, Long>> windows = new TreeMap<>();
        for (Line line : feeds.get(0)) {
            for (Tweet tweet : Tweet.parse(line)) {
                for (String token : tweet.text().split("\\s+")) {
                    if (token.startsWith("#")) {
                        long end = (tweet.created() / SLIDE.toMillis() + 1) * SLIDE.toMillis();
                        for (long each = end; each < end + WINDOW.toMillis(); each += SLIDE.toMillis()) {
                            windows.computeIfAbsent(each, any -> new HashMap<>())
                                    .merge(token, 1L, Long::sum);
                        }
                    }
                }
            }
        }
        windows.forEach((end, counts) -> result.accept(TopicCount.ranking(counts.entrySet().stream()
                .map(count -> new TopicCount(end, count.getKey(), count.getValue()))
                .toList())));
    }
}
