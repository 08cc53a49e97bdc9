package dev.levada.io.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Some endpoints in one process, closed together. The first, a coordinator, listens. */
final class Cluster implements AutoCloseable {
    static final Identity COORDINATOR = new Identity("lab", Role.COORDINATOR, "c1");
    static final Identity WORKER = new Identity("lab", Role.WORKER, "w1");
    static final InetSocketAddress FREE_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final Refusals refusals = new Refusals();
    final Recorder served = new Recorder();
    final Endpoint server;
    final Listener listener;

    private final NetThreads threads = new NetThreads("test", 2);
    private final Limits limits;
    private final Purpose purpose;
    private final List<Endpoint> clients = new ArrayList<>();

    Cluster(Security security, Limits limits, Purpose purpose) throws IOException {
        this(COORDINATOR, security, limits, purpose);
    }

    Cluster(Identity identity, Security security, Limits limits, Purpose purpose) throws IOException {
        this.limits = limits;
        this.purpose = purpose;
        server = new Endpoint(identity, security, limits, threads, refusals);
        listener = server.listen(FREE_PORT, purpose, EnumSet.of(Role.WORKER), served);
    }

    static Cluster sharing(Secret secret) throws IOException {
        return sharing(secret, Limits.standard());
    }

    static Cluster sharing(Secret secret, Limits limits) throws IOException {
        return new Cluster(SharedSecret.ofAll(secret), limits, Purpose.DATA);
    }

    int port() {
        return listener.address().getPort();
    }

    Connection connect(Identity self, Security security, Recorder recorder) throws Exception {
        return connecting(self, security, recorder).get(20, TimeUnit.SECONDS);
    }

    CompletableFuture<Connection> connecting(Identity self, Security security, Recorder recorder) throws IOException {
        return client(self, security, Audit.none()).connect(listener.address(), purpose, COORDINATOR, recorder);
    }

    Endpoint client(Identity self, Security security, Audit audit) throws IOException {
        Endpoint client = new Endpoint(self, security, limits, threads, audit);
        clients.add(client);
        return client;
    }

    /** What a client learns that is not let in. */
    static RefusedException refusalOf(CompletableFuture<Connection> connecting) throws Exception {
        try {
            Connection connection = connecting.get(20, TimeUnit.SECONDS);
            throw new AssertionError("let in: " + connection);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                return refused;
            }
            throw new AssertionError("failed otherwise", e);
        }
    }

    @Override
    public void close() {
        clients.forEach(Endpoint::close);
        server.close();
        threads.close();
    }
}
