package dev.levada.node.remote;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a worker is told by who starts it.
 *
 * @param name see {@link WorkerName}
 * @param coordinator not resolved: looked up with each connection
 * @param host the address at which it takes data
 * @param temporary deleted if whoever started the worker is gone
 */
public record WorkerOrders(
        String cluster, String name, InetSocketAddress coordinator, String host, Optional<Path> temporary) {
    /** The first word of its command line. */
    public static final String WORD = "worker";

    private static final int WORDS = 7;

    /** The command line. */
    public List<String> toArguments() {
        return List.of(
                WORD,
                cluster,
                name,
                coordinator.getHostString(),
                String.valueOf(coordinator.getPort()),
                host,
                temporary.map(Path::toString).orElse(""));
    }

    /** @throws IllegalArgumentException if this is no command line of a worker */
    public static WorkerOrders of(List<String> arguments) {
        if (arguments.size() != WORDS || !arguments.get(0).equals(WORD)) {
            throw new IllegalArgumentException("a worker is started by an agent, not by hand");
        }
        String temporary = arguments.get(6);
        return new WorkerOrders(
                arguments.get(1),
                arguments.get(2),
                InetSocketAddress.createUnresolved(arguments.get(3), Integer.parseInt(arguments.get(4))),
                arguments.get(5),
                temporary.isEmpty() ? Optional.empty() : Optional.of(Path.of(temporary)));
    }
}
