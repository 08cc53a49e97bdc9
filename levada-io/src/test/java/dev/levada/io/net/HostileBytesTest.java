package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no Levada process would send. */
@Timeout(60)
final class HostileBytesTest {
    private final Secret secret = Secret.random();
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = Cluster.sharing(secret);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private RawClient stranger() throws IOException {
        return new RawClient(cluster.port());
    }

    private RawClient authenticated() throws Exception {
        return stranger().prove(Cluster.WORKER, secret);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 8 * 1024 * 1024 + 1, 65_542})
    void s16ImpossibleFrameLengthsCloseTheConnection(int length) throws Exception {
        try (RawClient stranger = stranger();
                RawClient peer = authenticated()) {
            stranger.sendInt(length).untilClosed();
            assertThat(cluster.refusals.next())
                    .isEqualTo(new Refusals.Entry(
                            Reason.BAD_FRAME, "unknown", "a frame says it has %d bytes".formatted(length)));

            peer.sendInt(length).untilClosed();
            assertThat(cluster.refusals.next().who()).isEqualTo(Cluster.WORKER.uri());
            assertThat(cluster.served.ending().reason()).isEqualTo(Reason.BAD_FRAME);
        }
    }

    @Test
    void s16StrangersMaySendLessThanPeers() throws Exception {
        try (RawClient stranger = stranger();
                RawClient peer = authenticated()) {
            stranger.sendInt(Frames.FIXED_BYTES + 16 * 1024 + 1).untilClosed();
            assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.MESSAGE_TOO_LARGE);

            peer.sendMessage(new byte[16 * 1024 + 1]);
            assertThat(cluster.served.message()).hasSize(16 * 1024 + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 5, 8, 9, 50, 108})
    void aFlippedBitClosesTheConnection(int at) throws Exception {
        byte[] frame = RawClient.frames(new byte[100]);
        frame[at] = (byte) (frame[at] ^ 1 << (at % 8));
        try (RawClient peer = authenticated()) {
            // More follows, so that a length that has grown is made good by it.
            peer.send(frame).send(RawClient.frames(new byte[40_000])).send(RawClient.frames(new byte[40_000]));
            peer.untilClosed();
        }
        assertThat(cluster.served.ending().reason()).isEqualTo(Reason.BAD_FRAME);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "1, 65535", "2, 10", "-1, 10"})
    void unknownFlagsAndUnfilledFramesCloseTheConnection(int flags, int length) throws Exception {
        byte[] frame = RawClient.frames(new byte[length]);
        ByteBuffer header = ByteBuffer.wrap(frame);
        ByteBuf payload = Unpooled.buffer().writeZero(length);
        header.put(4, (byte) flags).putInt(5, Frames.checksum(Frames.FIXED_BYTES + length, flags & 0xff, payload));
        try (RawClient peer = authenticated()) {
            peer.send(frame).untilClosed();
        }
        assertThat(cluster.served.ending())
                .isEqualTo(new Violation(
                        Reason.BAD_FRAME, "a frame of %d bytes has flags %d".formatted(length + 5, flags & 0xff)));
    }

    @Test
    void s5HttpIsRefused() throws Exception {
        try (RawClient browser = stranger()) {
            browser.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(browser.untilClosed(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exception");
        }
        assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.BAD_FRAME);
    }

    @Test
    void messagesThatAreNoHandshakeAreRefused() throws Exception {
        byte[] hello = new Greeting(Purpose.DATA, Cluster.WORKER).encoded(HandshakeKind.HELLO, new SecureRandom());
        byte[] later = hello.clone();
        later[4] = 2;
        byte[] cut = Arrays.copyOf(hello, hello.length - 1);
        byte[] proof = Greeting.message(HandshakeKind.PROOF, new byte[32]);

        assertThat(refusalOf(new byte[0])).isEqualTo(Reason.NOT_LEVADA);
        assertThat(refusalOf("hello, server".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Reason.NOT_LEVADA);
        assertThat(refusalOf(later)).isEqualTo(Reason.WRONG_VERSION);
        assertThat(refusalOf(cut)).isEqualTo(Reason.NOT_LEVADA);
        assertThat(refusalOf(proof)).isEqualTo(Reason.NOT_LEVADA);
        assertThat(cluster.served.hasOpened()).isFalse();
    }

    private Reason refusalOf(byte[] first) throws Exception {
        try (RawClient stranger = stranger()) {
            stranger.sendMessage(first).untilClosed();
        }
        return cluster.refusals.next().reason();
    }

    @Test
    void s14SerializedObjectsAreOnlyBytes(@TempDir Path directory) throws Exception {
        Path trace = directory.resolve("trace");
        byte[] canary = serialized(new Canary(trace.toString()));
        try (RawClient stranger = stranger();
                RawClient greeting = stranger();
                RawClient peer = authenticated()) {
            stranger.send(canary).untilClosed();
            assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.BAD_FRAME);
            greeting.sendMessage(canary).untilClosed();
            assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.NOT_LEVADA);
            peer.sendMessage(canary);
            assertThat(cluster.served.message()).isEqualTo(canary);
            peer.send(canary).untilClosed();
            assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.BAD_FRAME);
        }
        assertThat(trace).doesNotExist();

        new ObjectInputStream(new ByteArrayInputStream(canary)).readObject();
        assertThat(trace).as("the canary sings when it is read").exists();
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    /** Leaves a trace if it is ever deserialized. */
    private static final class Canary implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String trace;

        Canary(String trace) {
            this.trace = trace;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            Files.writeString(Path.of(trace), "sung");
        }
    }
}
