package dev.levada.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does faults to a job, and ends them again. Confined to one thread. */
final class Injector {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Agenda agenda;
    private final @Nullable Network network;
    private final @Nullable SmallDisk disk;
    private final Runnable restart;
    private final Set<ProcessHandle> frozen = new HashSet<>();
    private final List<Process> tracers = new ArrayList<>();

    /**
     * Faults to one job.
     *
     * @param network of the job, if it has its own
     * @param disk of the job, if it has its own
     * @param restart starts the job again
     */
    Injector(Agenda agenda, @Nullable Network network, @Nullable SmallDisk disk, Runnable restart) {
        this.agenda = agenda;
        this.network = network;
        this.disk = disk;
        this.restart = restart;
    }

    /** Does it, if there is anybody to do it to; says to whom. */
    Optional<String> strike(Strike strike, JobProcess job, long nowNanos) throws IOException, InterruptedException {
        List<ProcessHandle> workers = job.workers();
        if (workers.size() < 2 || !job.coordinator().isAlive()) {
            return Optional.empty();
        }
        ProcessHandle worker = workers.get(strike.victim() % workers.size());
        ProcessHandle other = workers.get((strike.victim() + 1) % workers.size());
        long endNanos = nowNanos + strike.millis() * NANOS_PER_MILLI;
        switch (strike.fault()) {
            case KILL_WORKER -> kill(worker);
            case KILL_DURING_RECOVERY -> {
                kill(worker);
                agenda.at(endNanos, () -> {
                    List<ProcessHandle> left = job.workers();
                    if (!left.isEmpty()) {
                        kill(left.get(strike.victim() % left.size()));
                    }
                });
            }
            case KILL_TWO_WORKERS -> {
                kill(worker);
                kill(other);
            }
            case KILL_ALL_WORKERS -> workers.forEach(Injector::kill);
            case KILL_COORDINATOR -> {
                kill(job.coordinator());
                agenda.at(endNanos, restart::run);
            }
            case ORPHAN -> {
                freeze(worker, endNanos);
                kill(job.coordinator());
                agenda.at(nowNanos, restart::run);
            }
            case FREEZE_SHORT, FREEZE_LONG -> freeze(worker, endNanos);
            case FREEZE_COORDINATOR -> freeze(job.coordinator(), endNanos);
            case PARTITION, PARTITION_CONTROL, NETWORK_DOWN -> cut(strike.fault(), worker, workers, job, endNanos);
            case DISK_FULL -> fill(endNanos);
            case FSYNC_ERROR -> {
                List<ProcessHandle> all = new ArrayList<>(workers);
                all.add(job.coordinator());
                return Optional.of(failFsyncs(all.get(strike.victim() % all.size()), job, endNanos));
            }
        }
        return Optional.of(victim(strike.fault(), worker, other, job));
    }

    private static String victim(Fault fault, ProcessHandle worker, ProcessHandle other, JobProcess job) {
        return switch (fault) {
            case KILL_WORKER, KILL_DURING_RECOVERY, ORPHAN, FREEZE_SHORT, FREEZE_LONG, PARTITION, PARTITION_CONTROL ->
                "worker process " + worker.pid();
            case KILL_TWO_WORKERS -> "worker processes %d and %d".formatted(worker.pid(), other.pid());
            case KILL_ALL_WORKERS -> "all workers";
            case KILL_COORDINATOR, FREEZE_COORDINATOR ->
                "coordinator process " + job.coordinator().pid();
            case NETWORK_DOWN -> "the network";
            case DISK_FULL, FSYNC_ERROR -> "the disk";
        };
    }

    private static void kill(ProcessHandle process) {
        boolean unused = process.destroyForcibly();
    }

    private void freeze(ProcessHandle process, long endNanos) throws IOException, InterruptedException {
        frozen.add(process);
        Shell.signal(process, "STOP");
        agenda.at(endNanos, () -> thaw(process));
    }

    private void thaw(ProcessHandle process) throws IOException, InterruptedException {
        if (frozen.remove(process)) {
            Shell.signal(process, "CONT");
        }
    }

    private void cut(Fault fault, ProcessHandle worker, List<ProcessHandle> workers, JobProcess job, long endNanos)
            throws IOException, InterruptedException {
        if (network == null) {
            throw new IllegalStateException("a job without a network of its own cannot be cut off");
        }
        if (fault == Fault.PARTITION) {
            Set<Long> others = workers.stream()
                    .filter(each -> !each.equals(worker))
                    .map(ProcessHandle::pid)
                    .collect(Collectors.toSet());
            network.cutData(worker, others);
        } else if (fault == Fault.PARTITION_CONTROL) {
            network.cutControl(worker, job.coordinator());
        } else {
            network.down();
        }
        agenda.at(endNanos, network::heal);
    }

    private void fill(long endNanos) throws IOException {
        if (disk == null) {
            throw new IllegalStateException("a job without a disk of its own cannot have it filled");
        }
        disk.fill();
        agenda.at(endNanos, disk::empty);
    }

    private String failFsyncs(ProcessHandle process, JobProcess job, long endNanos) throws IOException {
        Process tracer = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-p",
                        Long.toString(process.pid()),
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=fsync,fdatasync",
                        "-e",
                        "inject=fsync,fdatasync:error=EIO:when=1..2")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        tracers.add(tracer);
        agenda.at(endNanos, tracer::destroy);
        return (process.equals(job.coordinator()) ? "coordinator" : "worker") + " process " + process.pid();
    }

    /** Ends all faults, and what was frozen by them. */
    void end() throws IOException, InterruptedException {
        tracers.forEach(Process::destroy);
        for (ProcessHandle process : List.copyOf(frozen)) {
            kill(process);
            thaw(process);
        }
    }
}
