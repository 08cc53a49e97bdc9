package dev.levada.bench;

import dev.levada.api.KeyCount;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.Levada;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobReport;
import java.util.HashMap;
import java.util.Map;

/**
 * The same word count as an ordinary user would write it: split, keyed running count, a sink that keeps the last one.
 */
final class EngineWordCount {
    private static final int PARALLELISM = 2;

    private EngineWordCount() {}

    /** What a run gave. */
    record Outcome(Map<String, Long> counts, JobReport report) {}

    /** @param sentencesPerSecond the rate, or 0 for as fast as possible */
    static Outcome run(Sentences sentences, long count, double sentencesPerSecond) {
        var source = Sources.generate(count, sentences::get).splits(PARALLELISM);
        if (sentencesPerSecond > 0) {
            source.rate(sentencesPerSecond);
        }
        Topology words = Topology.named("word-count");
        Stream<KeyCount<String>> counts = words.from(source.build())
                .flatMap(Sentences::split)
                .keyBy(word -> word)
                .count("counts");
        return run(words, counts, Levada.embedded());
    }

    /** Under a protocol, with snapshots every second where it takes them. */
    static Outcome run(Sentences sentences, long count, Recovery recovery, LargeState state) {
        Topology words = Topology.named("word-count");
        Stream<KeyCount<String>> counts = words.from(
                        Sources.generate(state.records() + count, index -> state.line(index, sentences))
                                .splits(PARALLELISM)
                                .build())
                .flatMap(Sentences::split)
                .keyBy(word -> word)
                .process("counts", state::counting);
        return run(words, counts, Levada.embedded().recovery(recovery).guarantee(recovery.gives()));
    }

    private static Outcome run(Topology words, Stream<KeyCount<String>> counts, Embedded settings) {
        LastCounts last = new LastCounts();
        counts.to(last);
        JobReport report =
                settings.parallelism(PARALLELISM).loops(PARALLELISM).run(words).join();
        return new Outcome(last.all(), report);
    }

    /** Keeps the last count of each word, a map a task. */
    private static final class LastCounts implements Sink<KeyCount<String>> {
        private final Map<Integer, Map<String, KeyCount<String>>> perTask = new HashMap<>();

        @Override
        public SinkWriter<KeyCount<String>> open(SinkTask task) {
            Map<String, KeyCount<String>> last = new HashMap<>(20_000);
            synchronized (perTask) { // tasks begin on different threads
                perTask.put(task.subtask(), last);
            }
            return count -> last.put(count.key(), count);
        }

        Map<String, Long> all() {
            Map<String, Long> all = new HashMap<>();
            synchronized (perTask) { // as above
                perTask.values().forEach(last -> last.forEach((word, count) -> all.put(word, count.count())));
            }
            return all;
        }

        @Override
        public Contract contract() {
            return Contract.TRANSACTIONAL;
        }
    }
}
