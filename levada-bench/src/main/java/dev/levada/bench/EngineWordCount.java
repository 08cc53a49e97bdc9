package dev.levada.bench;

import dev.levada.api.KeyCount;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.node.Levada;
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
        LastCounts last = new LastCounts();
        Topology words = Topology.named("word-count");
        words.from(source.build())
                .flatMap(Sentences::split)
                .keyBy(word -> word)
                .count("counts")
                .to(last);
        JobReport report = Levada.embedded()
                .parallelism(PARALLELISM)
                .loops(PARALLELISM)
                .run(words)
                .join();
        return new Outcome(last.all(), report);
    }

    /** Keeps the last count of each word, a map a task. */
    private static final class LastCounts implements Sink<KeyCount<String>> {
        private final Map<Integer, Map<String, Long>> perTask = new HashMap<>();

        @Override
        public SinkWriter<KeyCount<String>> open(SinkTask task) {
            Map<String, KeyCount<String>> last = new HashMap<>(20_000);
            return new SinkWriter<>() {
                @Override
                public void write(KeyCount<String> count) {
                    last.put(count.key(), count);
                }

                @Override
                public byte[] prepare(long epoch) {
                    Map<String, Long> counts = new HashMap<>();
                    last.forEach((word, count) -> counts.put(word, count.count()));
                    synchronized (perTask) { // tasks end on different threads
                        perTask.put(task.subtask(), counts);
                    }
                    return new byte[0];
                }
            };
        }

        Map<String, Long> all() {
            Map<String, Long> all = new HashMap<>();
            synchronized (perTask) { // as above
                perTask.values().forEach(all::putAll);
            }
            return all;
        }

        @Override
        public Contract contract() {
            return Contract.TRANSACTIONAL;
        }
    }
}
