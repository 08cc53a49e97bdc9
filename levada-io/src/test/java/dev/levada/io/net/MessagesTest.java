package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class MessagesTest {
    private static final int MIB = 1024 * 1024;
    private final Secret secret = Secret.random();
    private final Recorder client = new Recorder();
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = Cluster.sharing(secret);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Connection connect() throws Exception {
        return cluster.connect(Cluster.WORKER, SharedSecret.ofAll(secret), client);
    }

    @Test
    void eachSideLearnsWhoTheOtherIs() throws Exception {
        Connection here = connect();
        Connection there = cluster.served.connection();

        assertThat(here.remote()).isEqualTo(Cluster.COORDINATOR);
        assertThat(there.remote()).isEqualTo(Cluster.WORKER);
        assertThat(there.purpose()).isEqualTo(Purpose.DATA);
        assertThat(here.address()).isEqualTo(cluster.listener.address());
        assertThat(client.connection()).isSameAs(here);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void messagesArriveWholeAndInOrderBothWays(long seed) throws Exception {
        Connection here = connect();
        Connection there = cluster.served.connection();
        Random random = new Random(seed);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            messages.add(message(random, random.nextInt(1 << random.nextInt(20))));
        }
        for (int edge : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 0}) {
            messages.add(message(random, edge));
        }
        for (byte[] message : messages) {
            here.send(message, 0, message.length);
            there.send(message, 0, message.length);
            if (random.nextInt(5) == 0) {
                here.flush();
            }
        }
        here.flush();
        there.flush();

        for (byte[] message : messages) {
            assertThat(cluster.served.message()).as("seed %d", seed).isEqualTo(message);
            assertThat(client.message()).as("seed %d", seed).isEqualTo(message);
        }
    }

    private static byte[] message(Random random, int length) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        return message;
    }

    @Test
    void sendsTheRangeItIsGiven() throws Exception {
        Connection here = connect();
        assertThatThrownBy(() -> here.send(new byte[4], 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> here.send(new byte[4], 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(here.queuedBytes()).isZero();
        here.sendNow(new byte[] {1, 2, 3, 4}, 1, 2);

        assertThat(cluster.served.message()).containsExactly(2, 3);
    }

    @Test
    void queuedBytesAreThoseThatHaveNotLeft() throws Exception {
        Connection here = connect();
        here.send(new byte[100], 0, 100);
        assertThat(here.queuedBytes()).isGreaterThanOrEqualTo(100);
        here.sendNow(new byte[1], 0, 1);

        assertThat(cluster.served.message()).hasSize(100);
        assertThat(cluster.served.message()).hasSize(1);
        while (here.queuedBytes() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void messagesOfOneThreadKeepTheirOrderAmongThoseOfOthers() throws Exception {
        Connection here = connect();
        int threads = 4;
        int each = 200;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> senders = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            byte name = (byte) thread;
            Thread sender = new Thread(() -> send(here, name, each, start));
            sender.start();
            senders.add(sender);
        }
        start.countDown();

        int[] next = new int[threads];
        for (int i = 0; i < threads * each; i++) {
            ByteBuffer message = ByteBuffer.wrap(cluster.served.message());
            int thread = message.get();
            assertThat(message.getInt()).isEqualTo(next[thread]++);
        }
        for (Thread sender : senders) {
            sender.join(10_000);
        }
    }

    private static void send(Connection to, byte name, int count, CountDownLatch start) {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        for (int i = 0; i < count; i++) {
            byte[] message = ByteBuffer.allocate(70_000).put(name).putInt(i).array();
            to.sendNow(message, 0, message.length);
        }
    }

    @Test
    void controlHasAThreadOfItsOwn() throws Exception {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        ConnectionHandler handler = new ConnectionHandler() {
            @Override
            public void message(Connection connection, ByteBuffer message) {
                threads.add("%s on %s"
                        .formatted(connection.purpose(), Thread.currentThread().getName()));
            }

            @Override
            public void closed(Connection connection, Reason reason, String detail) {}
        };
        Endpoint worker = cluster.client(Cluster.WORKER, SharedSecret.ofAll(secret), Audit.none());
        for (Purpose purpose : List.of(Purpose.DATA, Purpose.CONTROL, Purpose.CONTROL)) {
            Listener listener = cluster.server.listen(Cluster.FREE_PORT, purpose, EnumSet.of(Role.WORKER), handler);
            worker.connect(listener.address(), purpose, Role.COORDINATOR, client)
                    .get(20, TimeUnit.SECONDS)
                    .sendNow(new byte[1], 0, 1);
        }

        List<String> used = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            used.add(threads.poll(20, TimeUnit.SECONDS));
        }
        assertThat(used)
                .filteredOn(line -> line.startsWith("DATA on test-data-"))
                .hasSize(1);
        assertThat(used)
                .filteredOn(line -> line.startsWith("CONTROL on test-control-"))
                .hasSize(2);
        assertThat(Set.copyOf(used)).as("both control ports on one thread").hasSize(2);
    }

    @Test
    void messagesAboveTheBoundAreNotSent() throws Exception {
        Connection here = connect();

        assertThatThrownBy(() -> here.send(new byte[8 * MIB + 1], 0, 8 * MIB + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8388609 bytes, at most 8388608 are allowed");
        here.sendNow(new byte[8 * MIB], 0, 8 * MIB);
        assertThat(cluster.served.message()).hasSize(8 * MIB);
    }

    @Test
    void messagesAboveTheBoundAreNotTaken() throws Exception {
        try (Cluster strict = Cluster.sharing(secret, Limits.standard().withBytes(MIB, 64L * MIB));
                NetThreads threads = new NetThreads("lax", 1);
                Endpoint lax = new Endpoint(
                        Cluster.WORKER, SharedSecret.ofAll(secret), Limits.standard(), threads, Audit.none())) {
            Connection here = lax.connect(strict.listener.address(), Purpose.DATA, Role.COORDINATOR, client)
                    .get(20, TimeUnit.SECONDS);
            here.sendNow(new byte[MIB], 0, MIB);
            assertThat(strict.served.message()).hasSize(MIB);

            here.sendNow(new byte[MIB + 1], 0, MIB + 1);
            assertThat(strict.served.ending().reason()).isEqualTo(Reason.MESSAGE_TOO_LARGE);
            assertThat(strict.refusals.next().who()).isEqualTo("levada://lab/worker/w1");
            client.ending();
        }
    }

    @Test
    void messagesUpTo64MebibytesCanBeAllowed() throws Exception {
        Limits limits = Limits.standard().withBytes(64 * MIB, 65L * MIB);
        try (Cluster large = Cluster.sharing(secret, limits)) {
            Connection here = large.connect(Cluster.WORKER, SharedSecret.ofAll(secret), client);
            here.sendNow(new byte[64 * MIB], 0, 64 * MIB);

            assertThat(large.served.message()).hasSize(64 * MIB);
        }
        assertThatThrownBy(() -> limits.withBytes(64 * MIB + 1, 100L * MIB)).hasMessageContaining("max message bytes");
    }

    @Test
    void aPeerThatDoesNotReadIsCutOff() throws Exception {
        Connection here = connect();
        cluster.served.connection().setReading(false);
        byte[] message = new byte[MIB];

        int sent = 0;
        while (here.queuedBytes() + MIB + 1_000 < Limits.standard().maxQueuedBytes()) {
            here.sendNow(message, 0, message.length);
            sent++;
        }
        assertThat(sent).isGreaterThan(62);
        here.sendNow(message, 0, message.length);
        here.sendNow(message, 0, message.length);

        assertThat(client.ending().reason()).isEqualTo(Reason.PEER_DOES_NOT_READ);
        here.send(message, 0, message.length);
        while (here.queuedBytes() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aPeerThatDoesNotReadForAWhileLosesNothing() throws Exception {
        Connection here = connect();
        Connection there = cluster.served.connection();
        there.setReading(false);
        for (int i = 0; i < 20; i++) {
            here.sendNow(new byte[MIB], 0, MIB);
        }
        there.setReading(true);

        for (int i = 0; i < 20; i++) {
            assertThat(cluster.served.message()).hasSize(MIB);
        }
    }

    @Test
    void whatWasFlushedArrivesBeforeTheEnd() throws Exception {
        Connection here = connect();
        for (int i = 0; i < 10; i++) {
            here.send(new byte[MIB], 0, MIB);
        }
        here.flush();
        here.close();
        here.close();

        for (int i = 0; i < 10; i++) {
            assertThat(cluster.served.message()).hasSize(MIB);
        }
        assertThat(cluster.served.ending().reason()).isEqualTo(Reason.CLOSED_BY_PEER);
        assertThat(client.ending().reason()).isEqualTo(Reason.CLOSED_HERE);
    }

    @Test
    void closingTheEndpointClosesItsConnections() throws Exception {
        connect();
        cluster.served.connection();
        cluster.server.close();

        assertThat(cluster.served.ending().reason()).isEqualTo(Reason.CLOSED_HERE);
        assertThat(client.ending().reason()).isEqualTo(Reason.CLOSED_BY_PEER);
        assertThat(Cluster.refusalOf(cluster.connecting(Cluster.WORKER, SharedSecret.ofAll(secret), client))
                        .reason())
                .isEqualTo(Reason.BROKEN);
    }

    @Test
    void aHandlerThatThrowsEndsItsConnectionOnly() throws Exception {
        Recorder failing = new Recorder();
        ConnectionHandler handler = new ConnectionHandler() {
            @Override
            public void message(Connection connection, ByteBuffer message) {
                throw new IllegalStateException("no such message");
            }

            @Override
            public void closed(Connection connection, Reason reason, String detail) {
                failing.closed(connection, reason, detail);
            }
        };
        Connection other = connect();
        cluster.client(Cluster.WORKER, SharedSecret.ofAll(secret), Audit.none())
                .connect(cluster.listener.address(), Purpose.DATA, Role.COORDINATOR, handler)
                .get(20, TimeUnit.SECONDS);
        cluster.served.connection();
        cluster.served.connection().sendNow(new byte[1], 0, 1);

        assertThat(failing.ending())
                .isEqualTo(new Violation(Reason.HANDLER_FAILED, "java.lang.IllegalStateException: no such message"));
        other.sendNow(new byte[5], 0, 5);
        assertThat(cluster.served.message()).hasSize(5);
    }
}
