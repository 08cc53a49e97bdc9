package dev.levada.bench;

import dev.levada.node.job.JobReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** From when the state is written until the first kill, and from the last one until the end. */
    private static final double MARGIN_SECONDS = 10;
    /** What is due for longer, when a worker is killed, has been done. */
    private static final double BEHIND_SECONDS = 0.5;

    /** From a kill until there is another process, which then stands by. */
    private static final double REPLACE_SECONDS = 3;

    private static final long LOOK_NANOS = 2_000_000;

    private final RecoveryBench.Options options;
    private final SystemUnderTest system;
    private final Consumer<String> progress;
    private final OutputLines outputs;
    private final KeyedJob work;
    private final SplittableRandom random;

    private RecoveryRun(
            RecoveryBench.Options options,
            SystemUnderTest system,
            OutputLines outputs,
            long seed,
            Consumer<String> progress) {
        this.options = options;
        this.system = system;
        this.outputs = outputs;
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
                System.currentTimeMillis() + (long) (system.startSeconds() * 1_000));
    }

    static RecoveryBench.Measured of(
            RecoveryBench.Options options, SystemUnderTest system, long seed, Consumer<String> progress) {
        OutputLines outputs = new OutputLines();
        try (system) {
            system.open(outputs);
            return new RecoveryRun(options, system, outputs, seed, progress).run();
        }
    }

    /**
     * What this process sees of a kill; the rest is in the job's report.
     *
     * @param number of the recovery in that
     * @param watched what is known of the recovery if nobody reports it
     */
    private record Seen(
            int number,
            double detected,
            double complete,
            double output,
            double gap,
            double othersOutput,
            double othersGap,
            double later,
            JobReport.Recovered watched) {

        Seen later(double silence) {
            return new Seen(number, detected, complete, output, gap, othersOutput, othersGap, silence, watched);
        }

        RecoveryBench.Kill with(Optional<JobReport> report) {
            return new RecoveryBench.Kill(
                    detected,
                    complete,
                    output,
                    gap,
                    othersOutput,
                    othersGap,
                    later,
                    report.map(each -> each.recoveries().get(number)).orElse(watched));
        }
    }

    private RecoveryBench.Measured run() {
        system.submit(work);
        List<Seen> kills = new ArrayList<>();
        double fillSeconds = work.state().records() / work.perSecond();
        outputs.passSeconds(system.startSeconds() + fillSeconds + MARGIN_SECONDS);
        while (kills.size() < options.kills() && mayKill(kills.size())) {
            int task = random.nextInt(WORKERS);
            Seen seen = kill(task);
            outputs.watch();
            outputs.passSeconds(REPLACE_SECONDS);
            system.replace();
            outputs.passSeconds(INTERVAL_SECONDS - 2 - REPLACE_SECONDS + random.nextDouble());
            kills.add(seen.later(outputs.outputSilence(task)));
        }
        system.join();
        return new RecoveryBench.Measured(
                system.label(),
                kills.stream().map(kill -> kill.with(system.report())).toList(),
                RecoveryBench.Check.of(outputs.total(), options.workload().expected(work)));
    }

    /**
     * Waits until the job is in time and can afford a failure. If that does not come before its input is over, no more
     * are killed.
     *
     * @throws IllegalStateException if none was
     */
    private boolean mayKill(int kills) {
        double unused = until(() -> isOver() || (isInTime() && system.isReady()), System.nanoTime());
        if (!isOver()) {
            return true;
        }
        if (kills == 0) {
            throw new IllegalStateException(
                    "the job was late, and its input is over before the first kill; choose a lower rate (--rate)");
        }
        progress.accept("%s: the job was late, and its input is over after %d of %d kills"
                .formatted(system.label(), kills, options.kills()));
        return false;
    }

    /** Whether no task is behind its input. */
    private boolean isInTime() {
        long due = due();
        return IntStream.range(0, WORKERS).allMatch(task -> outputs.furthest(task) >= due);
    }

    private boolean isOver() {
        return due() >= work.state().records() + work.count();
    }

    /** The index of the record that should have been done by now. */
    private long due() {
        double seconds = (System.currentTimeMillis() - work.startMillis()) / 1e3;
        double behind =
                BEHIND_SECONDS + system.burstSeconds() + options.workload().laterSeconds();
        return (long) ((seconds - behind) * work.perSecond());
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

    private Seen kill(int task) {
        OutputLines.Owner owner = outputs.owner(task);
        Map<Integer, OutputLines.Owner> others = othersThan(owner);
        int before = system.failures();
        int number = recoveries();
        outputs.watch();
        long killed = System.nanoTime();
        boolean sent = ProcessHandle.of(owner.pid())
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
        if (!sent) {
            throw new IllegalStateException("process %d, which was to be killed, is gone".formatted(owner.pid()));
        }
        double detected = until(() -> system.failures() > before, killed);
        double complete = untilEpoch(killed);
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
                0,
                watched(task, others, outputs.untilAnyOutput(task, owner.attempt(), killed) - detected));
        if (system.report().isPresent()) {
            double unused = until(() -> recoveries() > number, killed);
        }
        tell(owner, seen.with(system.report()));
        return seen;
    }

    /** The keyed tasks in other processes. */
    private Map<Integer, OutputLines.Owner> othersThan(OutputLines.Owner killed) {
        Map<Integer, OutputLines.Owner> others = new HashMap<>();
        for (int task = 0; task < WORKERS; task++) {
            OutputLines.Owner owner = outputs.owner(task);
            if (owner.pid() != killed.pid()) {
                others.put(task, owner);
            }
        }
        return others;
    }

    private int recoveries() {
        return system.report().map(report -> report.recoveries().size()).orElse(0);
    }

    /** Until the next epoch is complete; not a number if nobody says so. */
    private double untilEpoch(long killedNanos) {
        return system.report()
                .map(report -> until(() -> epochs() > report.epochs(), killedNanos))
                .orElse(Double.NaN);
    }

    private long epochs() {
        return system.report().map(JobReport::epochs).orElse(0L);
    }

    /**
     * A recovery as it is seen from outside: when there was output again, and which keyed tasks went back that nobody
     * had killed, each with those that it has its input from in its process.
     */
    private JobReport.Recovered watched(int task, Map<Integer, OutputLines.Owner> others, double online) {
        long wentBack = others.entrySet().stream()
                .filter(each -> outputs.owner(each.getKey()).attempt()
                        != each.getValue().attempt())
                .count();
        return new JobReport.Recovered(
                List.of("keyed#" + task),
                "its process was killed",
                (int) wentBack * (1 + options.workload().sources()),
                0,
                Double.NaN,
                online,
                List.of());
    }

    private static double longest(Map<Integer, OutputLines.Owner> tasks, ToDoubleFunction<Integer> silence) {
        return tasks.keySet().stream().mapToDouble(silence).max().orElse(0);
    }

    private void tell(OutputLines.Owner owner, RecoveryBench.Kill kill) {
        progress.accept(
                ("%s: killed process %d: detected %.0f, fenced %.0f, online %.0f, new output %.0f, committed %.0f ms;"
                                + " other keys silent for %.0f ms")
                        .formatted(
                                system.label(),
                                owner.pid(),
                                kill.detected(),
                                kill.fenced(),
                                kill.online(),
                                kill.output(),
                                kill.gap(),
                                kill.othersOutput()));
    }
}
