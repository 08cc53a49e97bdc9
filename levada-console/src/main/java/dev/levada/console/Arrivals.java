package dev.levada.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Connections that still owe us a request. A slow one is closed when its time is up, and earlier if there is no room
 * for a new one: who sends at once is served, however many others dawdle. Any thread may call.
 */
final class Arrivals implements Connection.Listener {
    private final Limits limits;
    private final Scheduler scheduler;

    // Both are guarded by this.
    private final Map<EndPoint, Scheduler.Task> unread = new LinkedHashMap<>();
    private final Map<EndPoint, InetAddress> open = new HashMap<>();

    Arrivals(Limits limits, Scheduler scheduler) {
        this.limits = limits;
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint socket = socket(connection);
        if (socket.getRemoteSocketAddress() instanceof InetSocketAddress from) {
            opened(socket, from.getAddress()).ifPresent(EndPoint::close);
        } else {
            socket.close(); // gone already
        }
    }

    /** Returns the one that has to go. */
    private synchronized Optional<EndPoint> opened(EndPoint socket, InetAddress from) {
        if (open.putIfAbsent(socket, from) != null) {
            return Optional.empty();
        }
        unread.put(socket, scheduler.schedule(socket::close, limits.request().toNanos(), TimeUnit.NANOSECONDS));
        if (unread.size() > limits.unread()) {
            return unread.keySet().stream().findFirst();
        }
        long ofAddress = open.values().stream().filter(from::equals).count();
        return ofAddress > limits.perAddress() ? Optional.of(socket) : Optional.empty();
    }

    @Override
    public void onClosed(Connection connection) {
        received(connection);
        synchronized (this) {
            open.remove(socket(connection));
        }
    }

    /** The request is here in full; the answer may take its time. */
    synchronized void received(Connection connection) {
        Scheduler.Task timeout = unread.remove(socket(connection));
        if (timeout != null) {
            timeout.cancel();
        }
    }

    /** What all connections of one socket share: TLS carries another connection in its own. */
    private static EndPoint socket(Connection connection) {
        EndPoint endPoint = connection.getEndPoint();
        return endPoint instanceof SslConnection.SslEndPoint inner
                ? inner.getSslConnection().getEndPoint()
                : endPoint;
    }
}
