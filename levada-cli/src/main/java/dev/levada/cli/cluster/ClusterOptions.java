package dev.levada.cli.cluster;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.Home;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, and what opens its door: what all commands to a cluster have in common. */
public final class ClusterOptions {
    private static final String DEFAULT = "127.0.0.1:10002";

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Where the coordinator takes commands; " + DEFAULT
                    + " if not given. Several with commas between" + " them if it has several members.")
    private List<String> cluster = new ArrayList<>(List.of(DEFAULT));

    @Option(
            names = "--token-dir",
            paramLabel = "DIR",
            description = "Where the coordinator keeps its tokens; $LEVADA_HOME, else ~/.levada, if not given.")
    private @Nullable Path tokenDirectory;

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description = "Speak TLS, with ca.pem and the key and certificate of an operator or submitter in DIR.")
    private @Nullable Path tls;

    /** As picocli makes it. */
    public ClusterOptions() {}

    /** The cluster. Whether there is one shows when it is first asked something. */
    public ClusterClient client() {
        return new ClusterClient(
                cluster.stream().map(this::address).toList(),
                Home.or(tokenDirectory),
                Optional.ofNullable(tls).map(ClusterTls::context));
    }

    private URI address(String cluster) {
        try {
            URI address = URI.create((tls == null ? "http://" : "https://") + cluster);
            if (address.getHost() != null && address.getPort() > 0 && (address.getPath() + "/").equals("/")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(cluster, e);
        }
        throw unreadable(cluster, new IllegalArgumentException(cluster));
    }

    private static CommandException unreadable(String cluster, IllegalArgumentException cause) {
        return CommandException.badInput(
                "--cluster %s: a host and a port were expected, such as %s".formatted(cluster, DEFAULT), cause);
    }
}
