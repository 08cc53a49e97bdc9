package dev.levada.dspbench.spam;

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

/** Learns words from mails that are known, and then judges others. */
public final class SpamFilter implements Application {
    /** All that is learned from comes before this time, all that is judged behind it. */
    static final long TRAINED_MILLIS = 1L << 40;

    @Override
    public About about() {
        return About.of(
                "sf",
                "Spam Filter",
                "learns from mails that are known, then judges others: id|probability|true or false",
                2_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(
                Feed.numbered("training", Mails.training(seed)),
                Feed.timed("mails", Mails.unknown(seed), line -> TRAINED_MILLIS + line.seq(), Duration.ZERO));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        Stream<Told> known = feeds.get(0)
                .flatMap(Mail::parse)
                .named("parse-training")
                .flatMap(Told::known)
                .named("tokens-training");
        Stream<Told> asked = feeds.get(1)
                .flatMap(Mail::parse)
                .named("parse")
                .flatMap(Told::asked)
                .named("tokens");
        known.merge(asked)
                .keyBy(Told::word)
                .process("word-counts", WordCounts::new)
                .keyBy(Answer::mail)
                .process("bayes-rule", BayesRule::new);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<String, Tally> words = new HashMap<>();
        Tally all = Tally.NONE;
        for (Line line : feeds.get(0)) {
            for (Mail mail : Mail.parse(line)) {
                all = all.with(mail.length(), mail.spam());
                mail.words()
                        .forEach((word, count) -> words.put(
                                word, words.getOrDefault(word, Tally.NONE).with(count, mail.spam())));
            }
        }
        for (Line line : feeds.get(1)) {
            for (Mail mail : Mail.parse(line)) {
                Map<String, Tally> its = new TreeMap<>();
                mail.words().keySet().forEach(word -> its.put(word, words.getOrDefault(word, Tally.NONE)));
                if (!its.isEmpty()) {
                    result.accept(Judgement.line(mail.id(), its, all));
                }
            }
        }
    }
}
