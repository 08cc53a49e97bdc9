package dev.levada.node.main;

import dev.levada.io.net.Audit;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
import dev.levada.node.agent.Lifeline;
import dev.levada.node.log.AuditLog;
import dev.levada.node.log.LogKey;
import dev.levada.node.processes.JobLoader;
import dev.levada.node.remote.WorkerName;
import dev.levada.node.remote.WorkerOrders;
import dev.levada.node.remote.WorkerProcess;
import dev.levada.node.remote.WorkerWatch;
import dev.levada.node.shutdown.Shutdown;
import dev.levada.node.storage.JobDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The main program of a worker process: what is on its command line, and on its standard input. */
public final class WorkerMain {
    /** The first word of its command line. */
    public static final String WORD = WorkerOrders.WORD;

    private static final int DATA_THREADS = 1;
    private static final long LEASE_MILLIS = 30_000;

    private WorkerMain() {}

    /**
     * Runs a worker until its coordinator ends it.
     *
     * @param arguments as the agent gives them
     * @return the exit code of the process
     * @throws IOException if it cannot take part
     * @throws IllegalArgumentException if these are no arguments of a worker
     */
    public static int run(List<String> arguments, JobLoader loader) throws IOException, InterruptedException {
        WorkerOrders orders = WorkerOrders.of(arguments);
        byte[] told = Lifeline.attach(() -> cleanUp(orders)).bytes();
        Security security = Security.ofText(new String(told, StandardCharsets.US_ASCII));
        Identity self = new Identity(orders.cluster(), Role.WORKER, orders.name());
        if (orders.log().isPresent()) {
            loader.log(orders.log().get(), WorkerName.about(orders.name()));
        }
        Optional<WorkerWatch> watch = watch(orders);
        try (NetThreads threads = new NetThreads("levada-net", DATA_THREADS);
                Endpoint endpoint = new Endpoint(self, security, Limits.standard(), threads, audit())) {
            WorkerProcess worker = new WorkerProcess(
                    new WorkerProcess.Settings(
                            endpoint, orders.coordinator(), orders.host(), orders.logs(), LEASE_MILLIS, watch),
                    loader);
            Shutdown.onTermination(worker::drain);
            return worker.run();
        } finally {
            watch.ifPresent(WorkerWatch::close);
        }
    }

    private static Optional<WorkerWatch> watch(WorkerOrders orders) throws IOException {
        if (orders.metrics().isEmpty()) {
            return Optional.empty();
        }
        String job = WorkerName.about(orders.name()).getOrDefault(LogKey.JOB, "");
        return Optional.of(new WorkerWatch(job, orders.metrics().get()));
    }

    /** On the worker's output, which is its log. */
    private static Audit audit() {
        return (reason, who, from, detail) ->
                AuditLog.record(who, String.valueOf(from), "connect", "refused: %s, %s".formatted(reason, detail));
    }

    /** Whoever started the worker is gone, so nobody else does it. */
    private static void cleanUp(WorkerOrders orders) {
        try {
            if (orders.temporary().isPresent()) {
                JobDirectory.deleteInUse(orders.temporary().get());
            }
        } catch (IOException e) {
            return; // it stays, where temporary files are, and there is nobody left to tell
        }
    }
}
