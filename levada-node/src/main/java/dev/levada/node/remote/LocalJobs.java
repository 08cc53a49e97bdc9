package dev.levada.node.remote;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.control.Location;
import dev.levada.io.net.Audit;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.Listener;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.job.Job;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.storage.JobDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts jobs in worker processes of this machine; see {@link LocalWorkers}. */
public final class LocalJobs implements JobRunner {
    private static final String JOB = "job";
    private static final String CLUSTER = "run";
    private static final int DATA_THREADS = 1;

    private final LocalWorkers workers;

    public LocalJobs(LocalWorkers workers) {
        this.workers = workers;
    }

    /**
     * Starts the processes, and the job in them.
     *
     * @throws BadInputException if the first cannot be started
     */
    @Override
    public Job start(JobOrder order) {
        NetThreads threads = new NetThreads("levada-net", DATA_THREADS);
        try {
            return start(order, threads);
        } catch (IOException e) {
            threads.close();
            throw closed(order, new BadInputException("worker processes cannot be used: " + e.getMessage(), e));
        }
    }

    /** Nobody else has the order any more. */
    private static BadInputException closed(JobOrder order, BadInputException cause) {
        try {
            order.storage().close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private Job start(JobOrder order, NetThreads threads) throws IOException {
        Secret secret = Secret.random();
        Endpoint endpoint = new Endpoint(
                new Identity(CLUSTER, Role.COORDINATOR, "coordinator"),
                SharedSecret.ofAll(secret),
                Limits.standard(),
                threads,
                Audit.none());
        try {
            return start(order, secret, endpoint, threads);
        } catch (IOException e) {
            endpoint.close();
            throw e;
        }
    }

    private Job start(JobOrder order, Secret secret, Endpoint endpoint, NetThreads threads) throws IOException {
        ControlDoor door = new ControlDoor();
        Listener listener = endpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Purpose.CONTROL, Set.of(Role.WORKER), door);
        Path directory = Path.of("").toAbsolutePath();
        LocalHost host = new LocalHost(
                JobDirectory.logs(order.directory()),
                new Command(
                        listener.address(),
                        JobDirectory.hostLogs(order.directory()).toAbsolutePath(),
                        order.storage().lasting() ? null : order.directory()),
                secret,
                directory,
                () -> {
                    endpoint.close();
                    threads.close();
                    tidy(order.directory());
                });
        RemoteJob job = new RemoteJob(
                new RemoteJob.Terms(workers.arguments(), directory, workers.workers(), workers.spares(), 0, Map.of()),
                order,
                host,
                workers.printer());
        host.serve(job.workforce());
        door.admit(JOB, job.workforce());
        job.start();
        return job.job();
    }

    private static void tidy(Path directory) {
        try {
            JobDirectory.deleteRooms(directory);
        } catch (IOException e) {
            return; // the next run deletes it
        }
    }

    private final class Command implements LocalHost.Commands {
        private final InetSocketAddress coordinator;
        private final Path logs;
        private final @Nullable Path temporary;

        Command(InetSocketAddress coordinator, Path logs, @Nullable Path temporary) {
            this.coordinator = coordinator;
            this.logs = logs;
            this.temporary = temporary;
        }

        @Override
        public String mainClass() {
            return workers.mainClass();
        }

        @Override
        public List<String> arguments(Location worker) {
            return new WorkerOrders(
                            CLUSTER,
                            WorkerName.of(JOB, worker),
                            coordinator,
                            coordinator.getAddress().getHostAddress(),
                            logs,
                            Optional.ofNullable(temporary),
                            Optional.empty(),
                            Optional.empty())
                    .toArguments();
        }
    }
}
