package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One job whose workers are killed. Confined to one thread. */
final class RecoveryRun {
    /** From one kill to the next: the recovery, and then some epochs. */
    private static final double INTERVAL_SECONDS = 10;

    private static final int WORKERS = 2;
    /** Until the processes are there. */
    private static final double START_SECONDS = 3;
    /** From when the state is written until the first kill, and from the last one until the end. */
    private static final double MARGIN_SECONDS = 10;
    /** What is due for longer, when a worker is killed, has been done. */
    private static final double BEHIND_SECONDS = 0.5;

    private static final long LOOK_NANOS = 2_000_000;

    private final RecoveryBench.Options options;
    private final Recovery recovery;
    private final Consumer<String> progress;
    private final OutputLines outputs = new OutputLines();
    private final KeyedJob work;
    private final SplittableRandom random;

    private RecoveryRun(RecoveryBench.Options options, Recovery recovery, long seed, Consumer<String> progress) {
        this.options = options;
        this.recovery = recovery;
        this.progress = progress;
        this.random = new SplittableRandom(seed);
        double perSecond = options.workload().ofEachSource(options.perSecond());
        this.work = new KeyedJob(
                options.workload(),
                WORKERS,
                seed,
                (long) (perSecond * (2 * MARGIN_SECONDS + options.kills() * INTERVAL_SECONDS)),
                perSecond,
                options.megabytes(),
                System.currentTimeMillis() + (long) (START_SECONDS * 1_000));
    }

    static RecoveryBench.Measured of(
            RecoveryBench.Options options, Recovery recovery, long seed, Consumer<String> progress) {
        return new RecoveryRun(options, recovery, seed, progress).run();
    }

    /** What this process sees of a kill; the rest is in the job's report. */
    private record Seen(
            int number,
            double detected,
            double complete,
            double output,
            double gap,
            double othersOutput,
            double othersGap,
            double later) {

        Seen later(double silence) {
            return new Seen(number, detected, complete, output, gap, othersOutput, othersGap, silence);
        }

        RecoveryBench.Kill with(List<JobReport.Recovered> recoveries) {
            return new RecoveryBench.Kill(
                    detected, complete, output, gap, othersOutput, othersGap, later, recoveries.get(number));
        }
    }

    private RecoveryBench.Measured run() {
        Job job = work.under(recovery)
                .workers(work.workers(WORKERS, options.spares(), line -> outputs.hear(line, System.nanoTime())))
                .run(work.topology(line -> {}));
        List<Seen> kills = new ArrayList<>();
        try {
            double fillSeconds = work.state().records() / work.perSecond();
            outputs.passSeconds(START_SECONDS + fillSeconds + MARGIN_SECONDS);
            for (int i = 0; i < options.kills(); i++) {
                int task = random.nextInt(WORKERS);
                Seen seen = kill(job, task);
                outputs.watch();
                outputs.passSeconds(INTERVAL_SECONDS - 2 + random.nextDouble());
                kills.add(seen.later(outputs.outputSilence(task)));
            }
        } finally {
            if (kills.size() < options.kills()) {
                job.cancel();
            }
        }
        List<JobReport.Recovered> recoveries = job.join().recoveries();
        return new RecoveryBench.Measured(
                recovery,
                kills.stream().map(kill -> kill.with(recoveries)).toList(),
                outputs.total().equals(options.workload().expected(work)));
    }

    /**
     * Whether no task is behind its input.
     *
     * @throws IllegalStateException if there is no more input
     */
    private boolean isInTime() {
        double seconds = (System.currentTimeMillis() - work.startMillis()) / 1e3;
        long due = (long) ((seconds - BEHIND_SECONDS - options.workload().laterSeconds()) * work.perSecond());
        if (due >= work.state().records() + work.count()) {
            throw new IllegalStateException(
                    "the job was late, and its input is over before the last kill; choose a lower rate (--rate)");
        }
        return IntStream.range(0, WORKERS).allMatch(task -> outputs.furthest(task) >= due);
    }

    /**
     * Looks every other millisecond, until something holds.
     *
     * @return milliseconds from a point in time to now
     */
    private static double until(BooleanSupplier holds, long fromNanos) {
        long deadline = System.nanoTime() + OutputLines.PATIENCE_NANOS;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the job did not recover within two minutes");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (System.nanoTime() - fromNanos) / 1e6;
    }

    private Seen kill(Job job, int task) {
        double unusedWait = until(this::isInTime, System.nanoTime());
        OutputLines.Owner owner = outputs.owner(task);
        int[] others = IntStream.range(0, WORKERS)
                .filter(each -> outputs.owner(each).pid() != owner.pid())
                .toArray();
        int before = job.report().warnings().size();
        int number = job.report().recoveries().size();
        outputs.watch();
        long killed = System.nanoTime();
        boolean sent = ProcessHandle.of(owner.pid())
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
        if (!sent) {
            throw new IllegalStateException("process %d, which was to be killed, is gone".formatted(owner.pid()));
        }
        double detected = until(() -> job.report().warnings().size() > before, killed);
        long epochs = job.report().epochs();
        double complete = until(() -> job.report().epochs() > epochs, killed);
        double output = outputs.untilOutput(task, owner.attempt(), killed);
        double gap = outputs.untilCommit(task, owner.attempt(), killed);
        Seen seen = new Seen(
                number,
                detected,
                complete,
                output,
                gap,
                longest(others, outputs::outputSilence),
                longest(others, outputs::commitSilence),
                0);
        double unused = until(() -> job.report().recoveries().size() > number, killed);
        tell(owner, seen.with(job.report().recoveries()));
        return seen;
    }

    private static double longest(int[] tasks, ToDoubleFunction<Integer> silence) {
        return IntStream.of(tasks).mapToDouble(silence::applyAsDouble).max().orElse(0);
    }

    private void tell(OutputLines.Owner owner, RecoveryBench.Kill kill) {
        progress.accept(
                ("%s: killed process %d: detected %.0f, fenced %.0f, online %.0f, new output %.0f, committed %.0f ms;"
                                + " other keys silent for %.0f ms")
                        .formatted(
                                recovery.label(),
                                owner.pid(),
                                kill.detected(),
                                kill.fenced(),
                                kill.online(),
                                kill.output(),
                                kill.gap(),
                                kill.othersOutput()));
    }
}
