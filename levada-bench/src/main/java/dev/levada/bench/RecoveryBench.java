package dev.levada.bench;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.Levada;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.processes.LocalWorkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * How long the output of a task stops when its worker process is killed: word count over two workers at a steady rate,
 * with state to be restored and an epoch each second, one worker killed again and again. The counts are checked.
 */
public final class RecoveryBench {
    /** From one kill to the next: the recovery, and then some epochs. */
    private static final double INTERVAL_SECONDS = 7;

    private static final int WORKERS = 2;
    /** Until the first kill and after the last: the state is written, and all words are said once more. */
    private static final double MARGIN_SECONDS = 10;

    private final Options options;
    private final Consumer<String> progress;
    private final CommitLines commits = new CommitLines();

    private RecoveryBench(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * How to measure.
     *
     * @param kills how many, from 1
     * @param spares how many more workers stand by
     * @param megabytes of keyed state besides the counts
     * @param wordsPerSecond the rate of the input
     */
    public record Options(Recovery recovery, int kills, int spares, int megabytes, double wordsPerSecond, long seed) {
        public Options {
            if (kills < 1 || spares < 0 || megabytes < 1 || !(wordsPerSecond >= Sentences.WORDS_EACH)) {
                throw new IllegalArgumentException(
                        "kills and megabytes must be at least 1, spares at least 0, words per second at least 10");
            }
        }

        public static Options defaults() {
            return new Options(Recovery.checkpoint(), 20, 0, 100, 200_000, 1);
        }
    }

    /**
     * One kill and what followed, in milliseconds since it.
     *
     * @param detected when the coordinator knew
     * @param fenced when nobody listened to the old attempts any more
     * @param online when all tasks ran again
     * @param complete when the next epoch was complete
     * @param gap when the next output of the killed task was committed
     */
    public record Kill(double detected, double fenced, double online, double complete, double gap) {}

    /** @param exact whether the counts are right in the end */
    public record Report(Options options, List<Kill> kills, boolean exact) {

        /**
         * A percentile of one of the times, by nearest rank.
         *
         * @param percent above 0, at most 100
         */
        public double percentile(ToDoubleFunction<Kill> time, double percent) {
            double[] sorted = kills.stream().mapToDouble(time).sorted().toArray();
            return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100) - 1)];
        }
    }

    /** @param progress told of each kill, a line each */
    public static Report run(Options options, Consumer<String> progress) {
        return new RecoveryBench(options, progress).run();
    }

    private Report run() {
        double sentencesPerSecond = options.wordsPerSecond() / Sentences.WORDS_EACH;
        long count = (long) (sentencesPerSecond * (2 * MARGIN_SECONDS + options.kills() * INTERVAL_SECONDS));
        RemoteJob remote = new RemoteJob(options.seed(), count, sentencesPerSecond, options.megabytes());
        Map<String, Long> counts = new HashMap<>();
        Job job = Levada.embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(options.recovery())
                .parallelism(RemoteJob.PARALLELISM)
                .workers(new LocalWorkers(
                        WORKERS, options.spares(), BenchWorker.class.getName(), remote.arguments(), (line, log) -> {
                            commits.hear(line, System.nanoTime());
                            counts.putAll(CountLines.read(line));
                        }))
                .run(remote.topology(line -> {}));
        List<Kill> kills = new ArrayList<>();
        try {
            SplittableRandom random = new SplittableRandom(options.seed());
            double fillSeconds = new LargeState(options.megabytes()).records() / sentencesPerSecond;
            commits.passSeconds(fillSeconds + MARGIN_SECONDS);
            for (int i = 0; i < options.kills(); i++) {
                kills.add(kill(job, random.nextInt(RemoteJob.PARALLELISM)));
                commits.passSeconds(INTERVAL_SECONDS - 2 + random.nextDouble());
            }
        } finally {
            if (kills.size() < options.kills()) {
                job.cancel();
            }
        }
        job.join();
        return new Report(options, kills, counts.equals(new Sentences(options.seed()).counts(count)));
    }

    private Kill kill(Job job, int task) {
        CommitLines.Owner owner = commits.owner(task);
        int before = job.report().warnings().size();
        int mended = job.report().recoveries().size();
        long killed = System.nanoTime();
        boolean sent = ProcessHandle.of(owner.pid())
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
        if (!sent) {
            throw new IllegalStateException("process %d, which was to be killed, is gone".formatted(owner.pid()));
        }
        double detected = commits.until(() -> job.report().warnings().size() > before, killed);
        long epochs = job.report().epochs();
        double complete = commits.until(() -> job.report().epochs() > epochs, killed);
        double gap = commits.untilCommit(task, owner.attempt(), killed);
        double unusedSince = commits.until(() -> job.report().recoveries().size() > mended, killed);
        JobReport.Recovered recovered = job.report().recoveries().get(mended);
        Kill kill = new Kill(detected, detected + recovered.fenced(), detected + recovered.online(), complete, gap);
        progress.accept(
                "killed process %d: detected %.0f, fenced %.0f, online %.0f, complete %.0f, output after %.0f ms"
                        .formatted(
                                owner.pid(),
                                kill.detected(),
                                kill.fenced(),
                                kill.online(),
                                kill.complete(),
                                kill.gap()));
        return kill;
    }
}
