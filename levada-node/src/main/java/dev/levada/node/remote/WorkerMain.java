package dev.levada.node.remote;

import dev.levada.io.net.Audit;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.agent.Lifeline;
import dev.levada.node.storage.JobDirectory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The main program of a worker process: what is on its command line, and on its standard input. */
public final class WorkerMain {
    /** The first word of its command line. */
    public static final String COMMAND = "worker";

    private static final int DATA_THREADS = 1;
    private static final long LEASE_MILLIS = 30_000;

    private WorkerMain() {}

    /**
     * What a worker is told by who starts it.
     *
     * @param name see {@link WorkerName}
     * @param host the address at which it takes data
     * @param temporary deleted if whoever started the worker is gone
     */
    public record Orders(
            String cluster, String name, InetSocketAddress coordinator, String host, Optional<Path> temporary) {}

    /** The command line. */
    public static List<String> arguments(Orders orders) {
        return List.of(
                COMMAND,
                orders.cluster(),
                orders.name(),
                orders.coordinator().getAddress().getHostAddress(),
                String.valueOf(orders.coordinator().getPort()),
                orders.host(),
                orders.temporary().map(Path::toString).orElse(""));
    }

    /**
     * Runs a worker until its coordinator ends it.
     *
     * @param arguments as the agent gives them
     * @return the exit code of the process
     * @throws IOException if it cannot take part
     * @throws IllegalArgumentException if these are no arguments of a worker
     */
    public static int run(List<String> arguments, JobLoader loader) throws IOException, InterruptedException {
        if (arguments.size() != 7 || !arguments.get(0).equals(COMMAND)) {
            throw new IllegalArgumentException("a worker is started by an agent, not by hand");
        }
        String temporary = arguments.get(6);
        Secret secret =
                Secret.of(new String(Lifeline.attach(() -> cleanUp(temporary)).bytes(), StandardCharsets.US_ASCII));
        Identity self = new Identity(arguments.get(1), Role.WORKER, arguments.get(2));
        InetSocketAddress coordinator = new InetSocketAddress(arguments.get(3), Integer.parseInt(arguments.get(4)));
        try (NetThreads threads = new NetThreads("levada-net", DATA_THREADS);
                Endpoint endpoint =
                        new Endpoint(self, SharedSecret.ofAll(secret), Limits.standard(), threads, Audit.none())) {
            return new WorkerProcess(
                            new WorkerProcess.Settings(endpoint, coordinator, arguments.get(5), LEASE_MILLIS), loader)
                    .run();
        }
    }

    /** Whoever started the worker is gone, so nobody else does it. */
    private static void cleanUp(String temporary) {
        if (!temporary.isEmpty()) {
            try {
                JobDirectory.delete(Path.of(temporary));
            } catch (IOException e) {
                return; // another worker is at it, too
            }
        }
    }
}
