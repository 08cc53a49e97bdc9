package dev.levada.node.remote;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.planner.JobSettings;
import dev.levada.core.plan.JobPlan;
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
import dev.levada.node.master.JobMaster;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.storage.JobDirectory;
import dev.levada.node.storage.JobStorage;
import dev.levada.node.worker.ControlLoop;
import dev.levada.node.worker.JobOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts jobs in worker processes of this machine; see {@link LocalWorkers}. */
public final class LocalJobs {
    private static final String JOB = "job";
    private static final String CLUSTER = "run";
    private static final int DATA_THREADS = 1;

    private final LocalWorkers workers;

    public LocalJobs(LocalWorkers workers) {
        this.workers = workers;
    }

    /** A job to be run. */
    public record Order(
            JobPlan plan,
            JobSettings settings,
            String run,
            JobOptions options,
            JobStorage storage,
            Path directory,
            Optional<Path> savepoint) {}

    /**
     * Starts the processes, and the job in them.
     *
     * @throws BadInputException if the first cannot be started
     */
    public Job start(Order order) {
        NetThreads threads = new NetThreads("levada-net", DATA_THREADS);
        try {
            return start(order, threads);
        } catch (IOException e) {
            threads.close();
            throw new BadInputException("worker processes cannot be used: " + e.getMessage(), e);
        }
    }

    private Job start(Order order, NetThreads threads) throws IOException {
        Secret secret = Secret.random();
        Endpoint endpoint = new Endpoint(
                new Identity(CLUSTER, Role.COORDINATOR, "coordinator"),
                SharedSecret.ofAll(secret),
                Limits.standard(),
                threads,
                Audit.none());
        ControlDoor door = new ControlDoor();
        Listener listener = endpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Purpose.CONTROL, Set.of(Role.WORKER), door);
        Path directory = Path.of("").toAbsolutePath();
        LocalHost host = new LocalHost(
                JobDirectory.logs(order.directory()),
                new Command(listener.address(), order.storage().lasting() ? null : order.directory()),
                secret,
                directory,
                () -> {
                    endpoint.close();
                    threads.close();
                    tidy(order.directory());
                });
        Failing failing = new Failing();
        ControlLoop control = new ControlLoop("levada-coordinator", failing);
        Workforce workforce = new Workforce(
                new Workforce.Terms(
                        order.plan(),
                        sheet(order, directory),
                        Math.max(1, workers.workers()),
                        workers.spares(),
                        workers.workers() == 0),
                control,
                host,
                workers.printer());
        host.serve(workforce);
        door.admit(JOB, workforce);
        JobMaster master =
                new JobMaster(order.plan(), order.run(), order.options(), order.storage(), control, workforce);
        failing.master = master;
        workforce.start(master);
        return master;
    }

    private static void tidy(Path directory) {
        try {
            JobDirectory.deleteRooms(directory);
        } catch (IOException e) {
            return; // the next run deletes it
        }
    }

    private static final class Failing implements java.util.function.Consumer<Throwable> {
        private volatile @Nullable JobMaster master;

        @Override
        public void accept(Throwable cause) {
            JobMaster told = master;
            if (told != null) {
                told.fail(cause);
            }
        }
    }

    private JobSheet sheet(Order order, Path directory) {
        JobOptions options = order.options();
        return new JobSheet(
                workers.arguments(),
                directory.toString(),
                order.settings(),
                PlanFingerprint.of(order.plan()),
                options.splits(),
                order.run(),
                order.directory().toAbsolutePath().toString(),
                order.savepoint().map(path -> path.toAbsolutePath().toString()),
                options.replaces(),
                options.batchSize(),
                options.seed(),
                List.copyOf(options.held()),
                java.util.Map.of());
    }

    private final class Command implements LocalHost.Commands {
        private final InetSocketAddress coordinator;
        private final @Nullable Path temporary;

        Command(InetSocketAddress coordinator, @Nullable Path temporary) {
            this.coordinator = coordinator;
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
                            Optional.ofNullable(temporary))
                    .toArguments();
        }
    }
}
