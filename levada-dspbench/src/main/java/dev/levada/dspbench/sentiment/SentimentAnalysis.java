package dev.levada.dspbench.sentiment;

import dev.levada.api.Stream;
import dev.levada.api.graph.Partitioning;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of each tweet whether it is kind, by the words in it. */
public final class SentimentAnalysis implements Application {

    @Override
    public About about() {
        return About.of(
                        "sa",
                        "Sentiment Analysis",
                        "judges tweets by their words: id|Positive, Negative or Neutral|score",
                        50_000)
                .stateless();
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.of("tweets", new Tweets(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .flatMap(Tweet::parse)
                .named("parse")
                .partition(Partitioning.inTurn())
                .map(SentimentAnalysis::judge)
                .named("classify");
    }

    private static String judge(Tweet tweet) {
        int score = Lexicon.standard().score(tweet.text());
        return "%s|%s|%d".formatted(tweet.id(), score > 0 ? "Positive" : score < 0 ? "Negative" : "Neutral", score);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Pattern tweet = Pattern.compile("\"text\":\"(.*)\",\"id\":\"(\\d+)\"");
        Pattern word = Pattern.compile("\\b(pos|neg)([0-4]?[0-9])(?![a-z0-9])");
        for (Line line : feeds.get(0)) {
            Matcher fields = tweet.matcher(line.text());
            if (!fields.find()) {
                continue;
            }
            int score = 0;
            Matcher words = word.matcher(fields.group(1).toLowerCase(Locale.ROOT));
            while (words.find()) {
                int worth = 1 + Integer.parseInt(words.group(2)) % 5;
                score += words.group(1).equals("pos") ? worth : -worth;
            }
            String sentiment = score == 0 ? "Neutral" : score > 0 ? "Positive" : "Negative";
            result.accept(fields.group(2) + "|" + sentiment + "|" + score);
        }
    }
}
