package dev.levada.node.standing;

import dev.levada.io.net.Audit;
import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Reason;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.remote.Messages;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that connects to a coordinator, says what it is told to, and keeps what it hears. */
final class FakePeer implements ConnectionHandler, AutoCloseable {
    private static final Messages<ToAgent> ORDERS = new Messages<>(ToAgent.class);
    private static final Messages<FromAgent> REPORTS = new Messages<>(FromAgent.class);
    private static final long SECONDS = 20;

    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reason> ended = new LinkedBlockingQueue<>();
    private final NetThreads threads = new NetThreads("fake", 1);
    private final Endpoint endpoint;
    private final Connection connection;

    /** @param self who it is, and can prove to be */
    FakePeer(Identity self, Security security, InetSocketAddress coordinator) throws Exception {
        endpoint = new Endpoint(self, security, Limits.standard(), threads, Audit.none());
        try {
            connection = endpoint.connect(coordinator, Purpose.CONTROL, Role.COORDINATOR, this)
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static FakePeer worker(String name, Secret secret, InetSocketAddress coordinator) throws Exception {
        return of(Role.WORKER, name, secret, coordinator);
    }

    static FakePeer agent(String name, Secret secret, InetSocketAddress coordinator) throws Exception {
        return of(Role.AGENT, name, secret, coordinator);
    }

    private static FakePeer of(Role role, String name, Secret secret, InetSocketAddress coordinator) throws Exception {
        return new FakePeer(new Identity(StandingCluster.NAME, role, name), SharedSecret.ofAll(secret), coordinator);
    }

    /** An agent on a host of its own. */
    FakePeer greet(long pid, int slots, String... running) {
        String name = endpoint.self().node();
        return say(new FromAgent.Hello(pid, name + ":1", name, slots, List.of(running)));
    }

    FakePeer say(FromAgent report) {
        byte[] bytes = REPORTS.bytes(report);
        connection.sendNow(bytes, 0, bytes.length);
        return this;
    }

    boolean isOpen() {
        return ended.isEmpty();
    }

    /** The next order that is one of these. */
    <T extends ToAgent> T next(Class<T> type) throws InterruptedException {
        ToAgent order = ORDERS.read(ByteBuffer.wrap(nextBytes()));
        if (!type.isInstance(order)) {
            throw new AssertionError("%s was expected, came %s".formatted(type.getSimpleName(), order));
        }
        return type.cast(order);
    }

    /** The next message of whatever kind. */
    byte[] nextBytes() throws InterruptedException {
        byte[] bytes = heard.poll(SECONDS, TimeUnit.SECONDS);
        if (bytes == null) {
            throw new AssertionError("nothing was heard in %d s".formatted(SECONDS));
        }
        return bytes;
    }

    @Override
    public void message(Connection from, ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        heard.add(bytes);
    }

    @Override
    public void closed(Connection from, Reason reason, String detail) {
        ended.add(reason);
    }

    @Override
    public void close() {
        endpoint.close();
        threads.close();
    }
}
