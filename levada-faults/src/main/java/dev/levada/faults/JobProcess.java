package dev.levada.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One life of a job: its coordinator, a child of this process, and its workers, children of that. */
final class JobProcess {
    private static final int EPOCH_MILLIS = 100;

    private final Process coordinator;

    private JobProcess(Process coordinator) {
        this.coordinator = coordinator;
    }

    /** Starts the job, or lets it go on; {@code log} takes what it prints. */
    static JobProcess start(FaultSettings settings, long seed, List<String> prefix, RoundDirectory directory)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(settings.command());
        command.addAll(List.of(
                "run",
                "ledger",
                "--set",
                "records=" + settings.records(),
                "--set",
                "per-second=" + FaultSettings.PER_SECOND,
                "--set",
                "seed=" + seed,
                "--set",
                "directory=" + directory.output()));
        if (settings.loop()) {
            command.addAll(List.of("--set", "loop=1"));
        }
        if (settings.broken()) {
            command.addAll(List.of("--set", "broken=1"));
        }
        settings.chosen().forEach(each -> command.addAll(List.of("--recover", each)));
        settings.borders().forEach(each -> command.addAll(List.of("--border", each)));
        command.addAll(List.of(
                "--workers",
                Integer.toString(settings.workers()),
                "--spares",
                Integer.toString(settings.spares()),
                "--standby",
                settings.standby(),
                "--parallelism",
                Integer.toString(settings.workers()),
                "--state-dir",
                directory.state().toString(),
                "--guarantee",
                settings.protocol().gives().label(),
                "--recovery",
                settings.protocol().label(),
                "--cuts",
                settings.cuts().label(),
                "--epoch",
                Integer.toString(EPOCH_MILLIS),
                "--report",
                directory.report().toString(),
                "--no-progress"));
        Process process = new ProcessBuilder(command)
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
                .start();
        process.getOutputStream().close();
        return new JobProcess(process);
    }

    ProcessHandle coordinator() {
        return coordinator.toHandle();
    }

    /** Those that live, the oldest first. */
    List<ProcessHandle> workers() {
        return coordinator
                .children()
                .filter(ProcessHandle::isAlive)
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .toList();
    }

    /** Whether it has ended within a time. */
    boolean ended(long millis) throws InterruptedException {
        return coordinator.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** After its end. */
    int exitCode() {
        return coordinator.exitValue();
    }

    /** Ends whatever of it still runs. */
    void destroy() {
        List<ProcessHandle> workers = workers();
        coordinator.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
