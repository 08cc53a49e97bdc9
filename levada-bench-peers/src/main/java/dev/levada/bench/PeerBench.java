package dev.levada.bench;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Word count in two worker processes, exactly once, by the engine and by Flink in turn: {@code WORDS RUNS}. */
public final class PeerBench {

    private PeerBench() {}

    /** Prints each run, and the medians of the ratios of neighbouring ones. */
    public static void main(String[] args) throws Exception {
        long count = Long.parseLong(args[0]) / Sentences.WORDS_EACH / 2 * 2;
        int runs = Integer.parseInt(args[1]);
        RemoteJob job = new RemoteJob(1, count);
        Tally expected = Tally.of(new Sentences(1).counts(count));
        Map<FlinkWordCount.Counting, double[]> ratios = new EnumMap<>(FlinkWordCount.Counting.class);
        boolean exact = true;
        for (int i = 0; i < runs; i++) {
            ProcessWordCount engine = ProcessWordCount.byEngine(job, 2);
            exact &= engine.tally().equals(expected);
            System.out.printf("run %d: engine %.2f million words per core-second%n", i + 1, rate(engine, count));
            for (FlinkWordCount.Counting counting : FlinkWordCount.Counting.values()) {
                ProcessWordCount flink = FlinkWordCount.run(job, counting);
                exact &= flink.tally().equals(expected);
                double ratio = rate(engine, count) / rate(flink, count);
                ratios.computeIfAbsent(counting, any -> new double[runs])[i] = ratio;
                System.out.printf(
                        "run %d: flink, counts %s, %.2f, ratio %.2f%n",
                        i + 1, name(counting), rate(flink, count), ratio);
            }
        }
        ratios.forEach((counting, all) ->
                System.out.printf("ratio %.2f to flink, counts %s (median)%n", Cost.median(all), name(counting)));
        System.out.printf("counts %s%n", exact ? "all exact" : "WRONG");
        System.exit(exact ? 0 : 1);
    }

    private static String name(FlinkWordCount.Counting counting) {
        return counting.name().toLowerCase(Locale.ROOT);
    }

    /** In millions of words per core-second. */
    private static double rate(ProcessWordCount counted, long count) {
        return Marks.of(count, 2).words() / counted.cost().cpuSeconds() / 1e6;
    }
}
