package dev.levada.dspbench.wordcount;

import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.Outcome;
import dev.levada.dspbench.Totals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts words, and puts out each count as it grows. */
public final class WordCount implements Application {
    @Override
    public About about() {
        return About.of("wc", "Word Count", "counts words: WORD|n whenever a count grows", 20_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.of("lines", new Sentences(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        feeds.get(0)
                .filter(line -> !line.text().isEmpty())
                .<String>flatMap((line, words) -> Words.split(line.text(), words::emit))
                .named("split")
                .keyBy(word -> word)
                .count("count")
                .map(word -> word.key() + "|" + word.count())
                .named("write");
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<String, Integer> counts = new HashMap<>();
        for (Line line : feeds.get(0)) {
            StringBuilder word = new StringBuilder();
            for (char c : (line.text() + " ").toCharArray()) {
                if (c < 128 && (Character.isLetterOrDigit(c) || c == '_')) {
                    word.append(Character.toUpperCase(c));
                } else if (!word.isEmpty()) {
                    counts.merge(word.toString(), 1, Integer::sum);
                    word.setLength(0);
                }
            }
        }
        counts.forEach((word, count) -> result.accept(word + "|" + count));
    }

    @Override
    public Outcome outcome() {
        return new Counts();
    }

    private static final class Counts implements Outcome {
        private final Totals totals = new Totals(1);

        @Override
        public void add(String line) {
            int bar = line.indexOf('|');
            totals.add(line.substring(0, bar), Long.parseLong(line.substring(bar + 1)));
        }

        @Override
        public List<String> result() {
            List<String> lines = new ArrayList<>();
            totals.forEach((word, count) -> lines.add(word + "|" + count));
            return lines;
        }

        @Override
        public List<String> faults() {
            return totals.faults();
        }
    }
}
