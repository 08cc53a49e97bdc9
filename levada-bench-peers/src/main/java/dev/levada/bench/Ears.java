package dev.levada.bench;

import dev.levada.node.worker.DaemonThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hears the lines that {@link Voice}s in other processes say, with a thread for each. */
final class Ears implements AutoCloseable {
    private final ServerSocket listener;
    private final Consumer<String> told;

    /** @param told each line; called by several threads */
    Ears(Consumer<String> told) {
        this.told = told;
        try {
            this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no port to hear other processes at", e);
        }
        new DaemonThreads("ears").newThread(this::accept).start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                new DaemonThreads("hearing").newThread(() -> hear(socket)).start();
            } catch (IOException e) {
                return; // closed: the run is over
            }
        }
    }

    private void hear(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            in.lines().forEach(told);
        } catch (IOException | UncheckedIOException e) {
            return; // its process was killed
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the ears cannot be closed", e);
        }
    }
}
