package dev.levada.faults.replicas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way from one member to another, over a port of its own. Cut, it holds what is on its way, both ways, without a
 * word, as a broken cable makes TCP do; healed, it hands that on.
 */
final class Cable implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InetSocketAddress target;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();
    private boolean cut;
    private volatile boolean closed;

    private Cable(InetSocketAddress target, ServerSocket door) {
        this.target = target;
        this.door = door;
    }

    static Cable to(InetSocketAddress target) throws IOException {
        Cable cable = new Cable(target, new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
        cable.start("cable-to-" + target.getPort(), cable::accept);
        return cable;
    }

    int port() {
        return door.getLocalPort();
    }

    void cut(boolean wanted) {
        lock.lock();
        try {
            cut = wanted;
            healed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitWhole() throws IOException {
        lock.lock();
        try {
            while (cut && !closed) {
                healed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (closed) {
            throw new IOException("the cable is taken away");
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What cannot be done ends what depends on it, which closes its sockets: whoever uses them sees that. */
    private void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return;
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!closed) {
            Socket from = door.accept();
            start("cable-connect", () -> connect(from));
        }
    }

    private void connect(Socket from) throws IOException {
        Socket to = new Socket();
        sockets.add(from);
        sockets.add(to);
        try {
            awaitWhole();
            to.connect(target);
        } catch (IOException e) {
            end(from, to);
            throw e;
        }
        start("cable-there", () -> carry(from, to));
        start("cable-back", () -> carry(to, from));
    }

    private void carry(Socket from, Socket to) throws IOException {
        try {
            from.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitWhole();
                out.write(buffer, 0, count);
            }
            awaitWhole();
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) throws IOException {
        sockets.remove(one);
        sockets.remove(other);
        try (one;
                other) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        cut(false);
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
