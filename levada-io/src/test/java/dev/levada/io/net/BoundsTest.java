package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What strangers, and peers, can make a process hold. */
@Timeout(120)
final class BoundsTest {
    private static final int MIB = 1024 * 1024;
    private static final Limits LIMITS = Limits.standard().withHandshake(Duration.ofMillis(1_500));

    private final Secret secret = Secret.random();
    private final Recorder client = new Recorder();
    private final List<RawClient> strangers = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (RawClient stranger : strangers) {
            stranger.close();
        }
    }

    private RawClient stranger(Cluster cluster) throws IOException {
        RawClient stranger = new RawClient(cluster.port());
        strangers.add(stranger);
        return stranger;
    }

    @Test
    void s16ASlowFrameMeetsTheDeadline() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret, LIMITS)) {
            stranger(cluster).sendInt(1_000).send((byte) 0).untilClosed();

            assertThat(cluster.refusals.next())
                    .isEqualTo(new Refusals.Entry(
                            Reason.HANDSHAKE_TIMEOUT, "unknown", "it has not proved who it is within 1500 ms"));
        }
    }

    @Test
    void s16AnnouncedBytesCostNothing() throws Exception {
        Limits open = Limits.standard().withConnections(2_000, 2_000, 2_000).withHandshake(Duration.ofMinutes(1));
        try (Cluster cluster = Cluster.sharing(secret, open)) {
            cluster.connect(Cluster.WORKER, SharedSecret.ofAll(secret), client);
            long before = usedBytes();
            for (int i = 0; i < 1_000; i++) {
                stranger(cluster).sendInt(Frames.FIXED_BYTES + FrameDecoder.MAX_UNAUTHENTICATED_BYTES);
            }
            for (int i = 0; i < 100; i++) {
                // The first of the 128 frames of a message of 8 MiB.
                stranger(cluster).prove(Cluster.WORKER, secret).sendInt(Frames.FIXED_BYTES + Frames.MAX_PAYLOAD);
            }
            stranger(cluster).prove(Cluster.WORKER, secret).sendMessage(new byte[3]);
            assertThat(cluster.served.message()).hasSize(3);

            assertThat(usedBytes() - before).isLessThan(32L * MIB);
        }
    }

    /** What the heap holds, and what the network has taken outside it. */
    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory()
                - runtime.freeMemory()
                + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    @Test
    void s17SlowStrangersAreDroppedAndARealClientIsServed() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret, LIMITS)) {
            for (int i = 0; i < 500; i++) {
                stranger(cluster).send((byte) 0);
            }
            long start = System.nanoTime();
            Connection here = cluster.connect(Cluster.WORKER, SharedSecret.ofAll(secret), client);
            here.sendNow(new byte[9], 0, 9);
            assertThat(cluster.served.message()).hasSize(9);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));

            for (RawClient stranger : strangers) {
                stranger.send((byte) 0).untilClosed();
            }
            here.sendNow(new byte[8], 0, 8);
            assertThat(cluster.served.message()).hasSize(8);
            List<Reason> reasons = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                reasons.add(cluster.refusals.next().reason());
            }
            assertThat(reasons)
                    .contains(Reason.TOO_MANY_UNAUTHENTICATED, Reason.HANDSHAKE_TIMEOUT)
                    .isSubsetOf(
                            Reason.TOO_MANY_UNAUTHENTICATED, Reason.HANDSHAKE_TIMEOUT, Reason.TOO_MANY_FROM_ADDRESS);
        }
    }

    @Test
    void connectionsAboveTheBoundsAreRefusedUntilOthersLeave() throws Exception {
        assertBound(Limits.standard().withConnections(2, 64, 32), Reason.TOO_MANY_CONNECTIONS);
        assertBound(Limits.standard().withConnections(64, 2, 32), Reason.TOO_MANY_FROM_ADDRESS);
    }

    private void assertBound(Limits limits, Reason reason) throws Exception {
        try (Cluster cluster = Cluster.sharing(secret, limits)) {
            SharedSecret shared = SharedSecret.ofAll(secret);
            Connection first = cluster.connect(Cluster.WORKER, shared, client);
            cluster.connect(Cluster.WORKER, shared, client);
            Cluster.refusalOf(cluster.connecting(Cluster.WORKER, shared, client));
            assertThat(cluster.refusals.next().reason()).isEqualTo(reason);

            first.close();
            cluster.served.ending();
            Connection third = connectOnceThereIsRoom(cluster, shared);
            assertThat(third.remote()).isEqualTo(Cluster.COORDINATOR);
        }
    }

    /** The end of a connection is told just before it stops counting. */
    private Connection connectOnceThereIsRoom(Cluster cluster, SharedSecret shared) throws Exception {
        for (int i = 0; i < 100; i++) {
            try {
                return cluster.connecting(Cluster.WORKER, shared, client).get(20, TimeUnit.SECONDS);
            } catch (ExecutionException full) {
                assertThat(cluster.refusals.next().reason().isRefusal()).isTrue();
            }
        }
        throw new AssertionError("there is never room");
    }

    @Test
    void boundsHaveBounds() {
        Limits standard = Limits.standard();
        assertThatThrownBy(() -> standard.withBytes(1_000, MIB)).hasMessageContaining("max message bytes must be 1024");
        assertThatThrownBy(() -> standard.withBytes(2 * MIB, MIB)).hasMessageContaining("max queued bytes");
        assertThatThrownBy(() -> standard.withHandshake(Duration.ZERO)).hasMessageContaining("handshake");
        assertThatThrownBy(() -> standard.withConnections(0, 1, 1)).hasMessageContaining("max connections");
    }
}
