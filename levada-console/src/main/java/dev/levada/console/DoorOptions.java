package dev.levada.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * How a door is set up.
 *
 * @param bind where to listen; port 0 takes any that is free
 * @param tokenDirectory where the tokens are, or are to be made
 * @param tls keys and certificates of our own, and whose clients to trust. Clients must show a certificate. Needed for
 *     anything but a loopback address
 * @param hosts names and addresses by which clients call this host, apart from those of the loopback address
 */
public record DoorOptions(InetSocketAddress bind, Path tokenDirectory, Optional<SSLContext> tls, Set<String> hosts) {

    public DoorOptions {
        hosts = Set.copyOf(hosts);
    }

    /** A door for clients on this host. */
    public static DoorOptions loopback(int port, Path tokenDirectory) {
        return new DoorOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                tokenDirectory,
                Optional.empty(),
                Set.of());
    }
}
