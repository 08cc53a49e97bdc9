package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A client that can send any bytes. */
final class RawClient implements AutoCloseable {
    private static final int READ_MILLIS = 20_000;

    /** What the server sent last, and all this client said in the handshake. */
    final List<byte[]> heard = new ArrayList<>();

    final List<byte[]> said = new ArrayList<>();
    private final Socket socket;
    private final int port;

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        port = socket.getPort();
        if (!socket.isClosed()) {
            socket.setSoTimeout(READ_MILLIS);
        }
    }

    /** Sends bytes as they are. A server that has closed already is no error. */
    RawClient send(byte... bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            assertThat(e.getMessage()).containsAnyOf("reset", "Broken pipe", "closed");
        }
        return this;
    }

    RawClient sendInt(int value) throws IOException {
        return send(ByteBuffer.allocate(4).putInt(value).array());
    }

    RawClient sendMessage(byte[] message) throws IOException {
        return send(frames(message));
    }

    static byte[] frames(byte[] message) {
        ByteBuf frames = Frames.encode(UnpooledByteBufAllocator.DEFAULT, message, 0, message.length);
        byte[] bytes = new byte[frames.readableBytes()];
        frames.readBytes(bytes).release();
        return bytes;
    }

    /** Reads a message of one frame. */
    byte[] receive() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] frame = in.readNBytes(in.readInt());
        byte[] message = new byte[frame.length - Frames.FIXED_BYTES];
        System.arraycopy(frame, Frames.FIXED_BYTES, message, 0, message.length);
        heard.add(message);
        return message;
    }

    /** Goes through the handshake as a real client would. */
    RawClient prove(Identity self, Secret secret) throws Exception {
        return prove(self, new SecretProving(peer -> Optional.of(secret)));
    }

    RawClient prove(Identity self, Proving proving) throws Exception {
        Conversation conversation = new ClientConversation(
                new Greeting(Purpose.DATA, self),
                new Expected("lab", Role.COORDINATOR, null),
                proving,
                port,
                new SecureRandom());
        conversation.begin(said::add);
        @Nullable Identity server = null;
        while (server == null) {
            sendMessage(said.get(said.size() - 1));
            server = conversation.received(ByteBuffer.wrap(receive()), said::add);
        }
        return this;
    }

    /** Reads until the server closes; says what it read. */
    byte[] untilClosed() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (SSLException | SocketException e) {
            assertThat(e.getMessage()).containsAnyOf("alert", "reset", "closed", "Broken pipe");
        }
        return read.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
