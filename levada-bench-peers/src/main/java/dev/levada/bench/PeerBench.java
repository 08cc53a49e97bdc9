package dev.levada.bench;

import java.util.Map;

/** Word count in two worker processes, exactly once, by the engine and by Flink in turn: {@code WORDS RUNS}. */
public final class PeerBench {

    private PeerBench() {}

    /** Prints each run, and the median of the ratios of neighbouring ones. */
    public static void main(String[] args) throws Exception {
        long count = Long.parseLong(args[0]) / Sentences.WORDS_EACH / 2 * 2;
        int runs = Integer.parseInt(args[1]);
        RemoteJob job = new RemoteJob(1, count, 0, 0);
        Map<String, Long> expected = new Sentences(1).counts(count);
        double[] ratios = new double[runs];
        boolean exact = true;
        for (int i = 0; i < runs; i++) {
            ProcessWordCount flink = FlinkProcesses.run(job);
            ProcessWordCount engine = ProcessWordCount.byEngine(job, 2);
            exact &= flink.counts().equals(expected) && engine.counts().equals(expected);
            ratios[i] = perCoreSecond(engine, count) / perCoreSecond(flink, count);
            System.out.printf(
                    "run %d: engine %.2f, flink %.2f million words per core-second, ratio %.2f%n",
                    i + 1, perCoreSecond(engine, count) / 1e6, perCoreSecond(flink, count) / 1e6, ratios[i]);
        }
        System.out.printf(
                "ratio %.2f to flink (median); counts %s%n", Cost.median(ratios), exact ? "all exact" : "WRONG");
        System.exit(exact ? 0 : 1);
    }

    private static double perCoreSecond(ProcessWordCount counted, long count) {
        return Marks.of(count, 2).words() / counted.cost().cpuSeconds();
    }
}
