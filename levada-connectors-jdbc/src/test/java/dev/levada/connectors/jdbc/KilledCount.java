package dev.levada.connectors.jdbc;

import dev.levada.api.KeyCount;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.node.Levada;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A word count whose every step goes into a table, in a process of its own that can be killed.
 *
 * @param job the name of the job
 */
record KilledCount(String url, String job, String table, boolean twoPhase, Path state, long seed) {
    static final String STARTED = "started from epoch ";
    static final String COMPLETE = "an epoch is complete";
    static final String FINISHED = "finished";

    private static final int SENTENCES = 4_500;
    private static final int WORDS_EACH = 5;
    private static final int VOCABULARY = 60;

    /** It takes three seconds. */
    private static final double PER_SECOND = 1_500;

    private static final int MOST_MINUTES = 3;

    static KilledCount of(String[] args) {
        return new KilledCount(
                args[0], args[1], args[2], Boolean.parseBoolean(args[3]), Path.of(args[4]), Long.parseLong(args[5]));
    }

    List<String> args() {
        return List.of(url, job, table, String.valueOf(twoPhase), state.toString(), String.valueOf(seed));
    }

    public static void main(String[] args) {
        Job job = of(args).start();
        // Nobody waits for one that hangs.
        CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES).execute(() -> {
            System.out.println("hangs: " + job.tasks() + " " + job.report());
            Runtime.getRuntime().halt(3);
        });
        System.out.println(STARTED + job.startEpoch());
        while (job.report().epochs() == 0 && !job.state().isFinal()) {
            LockSupport.parkNanos(1_000_000);
        }
        System.out.println(COMPLETE);
        JobReport report = job.join();
        System.out.printf(
                "%s, state %s, recoveries %s, warnings %s%n",
                FINISHED, report.state(), report.recoveries(), report.warnings());
    }

    private Job start() {
        Topology topology = Topology.named(job);
        topology.from(
                        "sentences",
                        Sources.generate(SENTENCES, this::sentence)
                                .splits(2)
                                .rate(PER_SECOND)
                                .build())
                .flatMap(sentence -> List.of(sentence.split(" ")))
                .keyBy(word -> word)
                .count("counts")
                .to("out", output().build());
        return Levada.embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .stateDirectory(state)
                .epochs(Duration.ofMillis(50))
                .parallelism(2)
                .seed(seed)
                .run(topology);
    }

    private JdbcOutput<KeyCount<String>> output() {
        JdbcOutput<KeyCount<String>> output =
                JdbcSinks.insert(url, "INSERT INTO %s (word, n) VALUES (?, ?)".formatted(table), (row, count) -> {
                    row.setString(1, count.key());
                    row.setLong(2, count.count());
                });
        return twoPhase ? output.twoPhaseCommit() : output.offsetInSink();
    }

    /** What the table must hold in the end, as {@code word n}, each once. */
    Map<String, Integer> expected() {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Integer> rows = new TreeMap<>();
        for (long index = 0; index < SENTENCES; index++) {
            for (String word : sentence(index).split(" ")) {
                rows.put(word + " " + counts.merge(word, 1, Integer::sum), 1);
            }
        }
        return rows;
    }

    /** Some words are far more frequent than others. */
    private String sentence(long index) {
        SplittableRandom random = new SplittableRandom((seed << 32) + index);
        StringBuilder sentence = new StringBuilder();
        for (int word = 0; word < WORDS_EACH; word++) {
            double chance = random.nextDouble();
            sentence.append(word == 0 ? "w" : " w").append((int) (VOCABULARY * chance * chance));
        }
        return sentence.toString();
    }
}
