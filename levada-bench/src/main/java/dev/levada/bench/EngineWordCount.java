package dev.levada.bench;

import dev.levada.api.KeyCount;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.node.Levada;
import dev.levada.node.job.JobReport;
import java.util.HashMap;
import java.util.Map;

/** The same word count as an ordinary user would write it: split, keyed running count, a sink that gets each count. */
final class EngineWordCount {
    private static final int PARALLELISM = 2;

    private EngineWordCount() {}

    /** What a run gave. */
    record Outcome(Tally tally, JobReport report) {}

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
        return run(words, counts);
    }

    private static Outcome run(Topology words, Stream<KeyCount<String>> counts) {
        Tallies tallies = new Tallies();
        counts.to(tallies);
        JobReport report = Levada.embedded()
                .parallelism(PARALLELISM)
                .loops(PARALLELISM)
                .run(words)
                .join();
        return new Outcome(tallies.all(), report);
    }

    /** A tally a task. */
    private static final class Tallies implements Sink<KeyCount<String>> {
        private final Map<Integer, Tally.Adder> perTask = new HashMap<>();

        @Override
        public SinkWriter<KeyCount<String>> open(SinkTask task) {
            Tally.Adder tally = new Tally.Adder();
            synchronized (perTask) { // tasks begin on different threads
                perTask.put(task.subtask(), tally);
            }
            return tally::add;
        }

        Tally all() {
            synchronized (perTask) { // as above
                return perTask.values().stream().map(Tally.Adder::tally).reduce(Tally.NOTHING, Tally::plus);
            }
        }

        @Override
        public Contract contract() {
            return Contract.TRANSACTIONAL;
        }
    }
}
