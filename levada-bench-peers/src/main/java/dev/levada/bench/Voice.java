package dev.levada.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Says lines to {@link Ears} in another process, all of this process over one connection. Any thread. */
final class Voice {
    private static final Map<Integer, PrintStream> CONNECTIONS = new ConcurrentHashMap<>();

    private Voice() {}

    /** @param port that of the ears */
    static Consumer<String> to(int port) {
        return CONNECTIONS.computeIfAbsent(port, Voice::connect)::println;
    }

    private static PrintStream connect(int port) {
        try {
            // It is as long-lived as this process.
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            return new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("nobody listens at port %d".formatted(port), e);
        }
    }
}
