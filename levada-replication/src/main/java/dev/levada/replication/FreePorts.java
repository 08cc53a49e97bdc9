package dev.levada.replication;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address that nobody listens to just now. They lie below those that systems give to whoever
 * connects, or one might be gone while its owner is away.
 */
public final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** So many, all held until the last is found, or one may be taken twice. */
    public static List<Integer> take(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(open());
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static ServerSocket open() throws IOException {
        for (int i = 1; ; i++) {
            try {
                return new ServerSocket(
                        ThreadLocalRandom.current().nextInt(FIRST, END), 1, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }
}
