package dev.levada.faults;

import dev.levada.api.recovery.Recovery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Runs one job, does its faults to it, and has its output judged. Confined to one thread. */
final class Round {
    private static final int TURN_MILLIS = 20;
    private static final long HUNG_NANOS = 60_000_000_000L;
    private static final long DUMP_MILLIS = 2_000;
    private static final long RESTART_NANOS = 300_000_000L;
    private static final int MAX_STARTS = 15;
    private static final int MAX_LINES = 20;

    private final FaultSettings settings;
    private final long seed;
    private final List<Strike> due;
    private final RoundDirectory directory;
    private final Committed committed;
    private final Agenda agenda = new Agenda();
    private final Progress progress = new Progress();
    private final @Nullable SmallDisk disk;
    private final @Nullable Network network;
    private final Injector injector;
    private final long beganNanos = System.nanoTime();
    private long stillSinceNanos;
    private long openedNanos;
    private boolean mayFail;
    private boolean restarting;
    private int starts;
    private @Nullable JobProcess job;

    private Round(FaultSettings settings, long seed, RoundDirectory directory, Plan plan)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.seed = seed;
        this.due = new ArrayList<>(plan.strikes());
        this.directory = directory;
        this.committed = new Committed(directory.output().resolve(Ledger.SEEN));
        this.disk = plan.needs(Fault.Need.DISK) ? SmallDisk.mount(directory.disk()) : null;
        this.network = plan.needs(Fault.Need.NETWORK)
                ? Network.open("levada-" + ProcessHandle.current().pid())
                : null;
        this.injector = new Injector(agenda, network, disk, this::start);
    }

    static Round of(FaultSettings settings, long seed) throws IOException, InterruptedException {
        return new Round(
                settings,
                seed,
                RoundDirectory.make(
                        settings.directory(), settings.protocol().label().replace(':', '-') + "-" + seed),
                Plan.of(seed, settings.kinds(), settings.strikes()));
    }

    /** Told how many records are committed, now and then. */
    interface Watcher {
        void committed(long records);
    }

    RoundResult run(Watcher watcher) throws IOException, InterruptedException {
        start();
        RoundResult.Outcome outcome = null;
        while (outcome == null) {
            boolean ended = job().ended(TURN_MILLIS);
            long now = System.nanoTime() - beganNanos;
            progress(now, watcher);
            if (ended) {
                outcome = ended(now);
            } else {
                strike(now);
            }
            agenda.run(now);
            if (outcome == null && now - stillSinceNanos > HUNG_NANOS) {
                dump();
                outcome = RoundResult.Outcome.HUNG;
            }
        }
        return judged(outcome);
    }

    private JobProcess job() {
        if (job == null) {
            throw new IllegalStateException("the job of round %d was not started".formatted(seed));
        }
        return job;
    }

    private void start() {
        try {
            job = JobProcess.start(settings, seed, network == null ? List.of() : network.prefix(), directory);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a job cannot be started", e);
        }
        restarting = false;
        starts++;
        stillSinceNanos = System.nanoTime() - beganNanos;
    }

    private void progress(long now, Watcher watcher) throws IOException {
        long records = committed.poll();
        if (progress.reached(now, records)) {
            stillSinceNanos = now;
            watcher.committed(records);
        }
    }

    /** How much of the job is done, as far as one can see: at most once, nothing is shown before the end. */
    private double reached(long now) {
        if (settings.protocol() != Recovery.none()) {
            return (double) progress.records() / settings.records();
        }
        if (openedNanos == 0 && Files.exists(directory.output().resolve(Ledger.SEEN))) {
            openedNanos = now;
        }
        return openedNanos == 0 ? 0 : (now - openedNanos) / 1e9 / settings.seconds();
    }

    private void strike(long now) throws IOException, InterruptedException {
        if (restarting || due.isEmpty() || due.get(0).at() > reached(now)) {
            return;
        }
        Strike strike = due.get(0);
        Optional<String> victim = injector.strike(strike, job(), now);
        if (victim.isPresent()) {
            due.remove(0);
            progress.struck(strike, now, victim.get());
            stillSinceNanos = now + strike.millis() * 1_000_000L;
            mayFail |= strike.fault().mayEndTheJob();
            restarting |= strike.fault() == Fault.KILL_COORDINATOR || strike.fault() == Fault.ORPHAN;
        }
    }

    private RoundResult.@Nullable Outcome ended(long now) {
        if (job().exitCode() == 0) {
            return RoundResult.Outcome.RIGHT;
        }
        if (!restarting) {
            if (!mayFail || starts >= MAX_STARTS) {
                return RoundResult.Outcome.FAILED;
            }
            restarting = true;
            agenda.at(now + RESTART_NANOS, this::start);
        }
        LockSupport.parkNanos(TURN_MILLIS * 1_000_000L); // the process is gone and holds nobody up
        return null;
    }

    /** Lets all processes write where their threads are, and keeps it. */
    private void dump() throws IOException, InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(job().workers());
        all.add(job().coordinator());
        for (ProcessHandle process : all) {
            Shell.signal(process, "QUIT");
        }
        boolean unused = job().ended(DUMP_MILLIS);
        directory.keep("hung");
    }

    private RoundResult judged(RoundResult.Outcome ended) throws IOException {
        Verdict verdict = Oracle.judge(directory.output(), seed, settings.records(), settings.protocol());
        boolean wrong = ended == RoundResult.Outcome.RIGHT
                && verdict.breaks(settings.protocol().gives());
        RoundResult.Outcome outcome = wrong ? RoundResult.Outcome.WRONG : ended;
        List<String> trouble = switch (outcome) {
            case RIGHT -> List.of();
            case WRONG -> verdict.findings();
            case FAILED, HUNG -> lastLines();
        };
        if (outcome != RoundResult.Outcome.RIGHT) {
            directory.keep("kept");
        }
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        return new RoundResult(
                seed,
                settings.protocol(),
                outcome,
                verdict,
                progress.strikes(seconds),
                due.size(),
                progress.samples(),
                seconds,
                starts,
                JobReportFile.recoveries(directory.report()),
                trouble,
                directory.path());
    }

    private List<String> lastLines() throws IOException {
        List<String> lines = Files.readAllLines(directory.log(), StandardCharsets.UTF_8);
        return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
    }

    /** Ends all that still runs and takes back what was done to the machine. */
    void end() throws IOException, InterruptedException {
        if (job != null) {
            job.destroy();
            boolean unused = job.ended(DUMP_MILLIS);
        }
        injector.end();
        if (network != null) {
            network.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    void delete() throws IOException {
        directory.delete();
    }
}
