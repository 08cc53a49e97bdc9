package dev.levada.node.remote;

import dev.levada.node.http.BearerToken;
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
 * @param logs on a disk of its host: where it logs what its tasks choose, if that is to be there
 * @param temporary deleted if whoever started the worker is gone
 * @param metrics what a reader of its metrics has to show; if empty, it has no door for people. Goes as a hash, since
 *     other users can see the arguments of a process, and the code of the job can see everything in it
 * @param log what its log looks like, in the words of its main program; as without a log if empty
 */
public record WorkerOrders(
        String cluster,
        String name,
        InetSocketAddress coordinator,
        String host,
        Path logs,
        Optional<Path> temporary,
        Optional<BearerToken> metrics,
        Optional<String> log) {
    /** The first word of its command line. */
    public static final String WORD = "worker";

    private static final int WORDS = 10;

    /** The command line. */
    public List<String> toArguments() {
        return List.of(
                WORD,
                cluster,
                name,
                coordinator.getHostString(),
                String.valueOf(coordinator.getPort()),
                host,
                logs.toString(),
                temporary.map(Path::toString).orElse(""),
                metrics.map(BearerToken::hashed).orElse(""),
                log.orElse(""));
    }

    /** @throws IllegalArgumentException if this is no command line of a worker */
    public static WorkerOrders of(List<String> arguments) {
        if (arguments.size() != WORDS || !arguments.get(0).equals(WORD)) {
            throw new IllegalArgumentException("a worker is started by an agent, not by hand");
        }
        return new WorkerOrders(
                arguments.get(1),
                arguments.get(2),
                InetSocketAddress.createUnresolved(arguments.get(3), Integer.parseInt(arguments.get(4))),
                arguments.get(5),
                Path.of(arguments.get(6)),
                given(arguments.get(7)).map(Path::of),
                given(arguments.get(8)).map(BearerToken::ofHash),
                given(arguments.get(9)));
    }

    private static Optional<String> given(String word) {
        return word.isEmpty() ? Optional.empty() : Optional.of(word);
    }
}
