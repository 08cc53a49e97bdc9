package dev.levada.io.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A process on the network: who it is, how it proves that, and what it lets others do. Thread-safe.
 *
 * <p>Anything but a loopback address needs {@link Mtls}.
 */
public final class Endpoint implements AutoCloseable {
    private final Identity self;
    private final Security security;
    private final Transport transport;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes an endpoint; nothing listens yet.
     *
     * @param self who this process is
     * @param threads must outlive the endpoint
     * @param audit is told of each peer that is refused
     * @throws RefusedException if the certificate of {@link Mtls} is not one of {@code self}
     */
    public Endpoint(Identity self, Security security, Limits limits, NetThreads threads, Audit audit)
            throws RefusedException {
        if (security instanceof Mtls mtls) {
            mtls.requireOwn(self);
        }
        this.self = self;
        this.security = security;
        transport = new Transport(new Wiring(security, limits, audit), threads);
    }

    /** Who this process is. */
    public Identity self() {
        return self;
    }

    /**
     * Opens a port. Not to be called on an I/O thread: it waits until the port is open.
     *
     * @param address port 0 takes a free one
     * @param purpose of the connections to it
     * @param allowed the roles that may connect
     * @throws RefusedException if the address is not a loopback address and there is no mTLS, or if the system refuses;
     *     then nothing listens
     */
    public Listener listen(InetSocketAddress address, Purpose purpose, Set<Role> allowed, ConnectionHandler handler)
            throws RefusedException {
        requireSafe("listen on", address);
        Greeting greeting = new Greeting(purpose, self);
        Set<Role> roles = Set.copyOf(allowed);
        Conversation.Opening opening =
                (proving, port) -> new ServerConversation(greeting, roles, proving, port, random);
        return transport.listen(address, purpose, opening, handler);
    }

    /**
     * Connects to one process.
     *
     * @param address one that is not resolved is looked up, which may block
     * @param server who must be there
     * @return ends when both sides have proved who they are; else with a {@link RefusedException}. Completed on the I/O
     *     thread, after {@link ConnectionHandler#opened}
     */
    public CompletableFuture<Connection> connect(
            InetSocketAddress address, Purpose purpose, Identity server, ConnectionHandler handler) {
        return connect(address, purpose, new Expected(server.cluster(), server.role(), server.node()), handler);
    }

    /** Connects to whatever process of this cluster has that role there; else as the other method of this name. */
    public CompletableFuture<Connection> connect(
            InetSocketAddress address, Purpose purpose, Role server, ConnectionHandler handler) {
        return connect(address, purpose, new Expected(self.cluster(), server, null), handler);
    }

    private CompletableFuture<Connection> connect(
            InetSocketAddress named, Purpose purpose, Expected expected, ConnectionHandler handler) {
        InetSocketAddress address =
                named.isUnresolved() ? new InetSocketAddress(named.getHostString(), named.getPort()) : named;
        try {
            requireSafe("connect to", address);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        Greeting greeting = new Greeting(purpose, self);
        Conversation.Opening opening =
                (proving, port) -> new ClientConversation(greeting, expected, proving, port, random);
        return transport.connect(address, purpose, opening, handler);
    }

    private void requireSafe(String deed, InetSocketAddress address) throws RefusedException {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new RefusedException(
                    Reason.BROKEN, "cannot %s %s: no such host is known".formatted(deed, address.getHostString()));
        }
        if (!ip.isLoopbackAddress() && !(security instanceof Mtls)) {
            throw new RefusedException(
                    Reason.NOT_TLS,
                    "cannot %s %s without mTLS: it is not a loopback address, so others could listen in and connect; set up certificates ('levada certs' makes some), or use 127.0.0.1"
                            .formatted(deed, address));
        }
    }

    /**
     * Closes all ports and connections, and tells their handlers. Not to be called on an I/O thread: it waits for them.
     */
    @Override
    public void close() {
        transport.close();
    }
}
