package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.codec.Codecs;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Listener;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Reason;
import dev.levada.io.net.RefusedException;
import dev.levada.io.net.Role;
import dev.levada.io.time.SystemTime;
import dev.levada.node.metrics.Registration;
import dev.levada.node.worker.TaskRunner;
import dev.levada.recovery.log.replica.Copies;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this worker to others, one for each that it talks to, and over them the channels. Any thread.
 *
 * <p>The lower worker opens it, whichever of the two needs it: so there is never a second one whose end would break
 * channels.
 */
final class DataPlane implements ConnectionHandler, AutoCloseable {
    private static final long ASK_AGAIN_NANOS = 500_000_000;
    /** What waits for a connection; more is dropped, and asked for again. */
    private static final int MAX_WAITING = 10_000;

    private final Endpoint endpoint;
    private final Listener listener;
    private final Codecs codecs;
    private final Consumer<Location> whereIs;
    private final Optional<WorkerWatch> watch;
    private final Consumer<Location> lost;
    private final Map<Location, Peer> peers = new ConcurrentHashMap<>();
    private final Map<dev.levada.io.net.Connection, DataLine> lines = new ConcurrentHashMap<>();
    private final Map<DataLine, Registration> shown = new ConcurrentHashMap<>();
    private final Map<Integer, Long> cuts = new ConcurrentHashMap<>();
    private volatile @Nullable TaskRunner runner;

    /** What is known of another worker. Guards itself. */
    private static final class Peer {
        private final Queue<OpenRequest> waiting = new ArrayDeque<>();
        private @Nullable DataLine line;
        private boolean opening;
        private boolean asked;
        private long askedNanos;

        /** Whether it must be asked where the worker is: not again at once. */
        boolean isToBeAsked(long now) {
            if (opening || (asked && now - askedNanos < ASK_AGAIN_NANOS)) {
                return false;
            }
            asked = true;
            askedNanos = now;
            return true;
        }
    }

    /**
     * Opens a port for other workers.
     *
     * @param watch shown what goes over each connection
     * @param whereIs called when it must be known where a worker takes data; {@link #isAt} answers
     * @param lost told of a worker whose connection has ended, and not from this side
     * @throws RefusedException if that cannot be
     */
    DataPlane(
            Endpoint endpoint,
            String host,
            Codecs codecs,
            Optional<WorkerWatch> watch,
            Consumer<Location> whereIs,
            Consumer<Location> lost)
            throws RefusedException {
        this.endpoint = endpoint;
        this.codecs = codecs;
        this.watch = watch;
        this.whereIs = whereIs;
        this.lost = lost;
        this.listener = endpoint.listen(new InetSocketAddress(host, 0), Purpose.DATA, Set.of(Role.WORKER), this);
    }

    void serve(TaskRunner newRunner) {
        runner = newRunner;
    }

    InetSocketAddress address() {
        return listener.address();
    }

    // Wishes

    /** Tells the producer's worker of a wish, as soon as there is a connection. */
    void ask(Location producer, OpenRequest request) {
        Peer peer = peer(producer);
        DataLine line;
        boolean mustAsk = false;
        synchronized (peer) {
            line = peer.line;
            if (line == null) {
                if (peer.waiting.size() < MAX_WAITING) {
                    peer.waiting.add(request);
                }
                mustAsk = peer.isToBeAsked(SystemTime.nanos());
            }
        }
        if (line != null) {
            line.ask(request);
        } else if (mustAsk) {
            whereIs.accept(producer);
        }
    }

    /** Asks another worker to hold something, if there is a connection; otherwise there will be one the next time. */
    void copy(Location to, Copies.Copy copy) {
        Peer peer = peer(to);
        DataLine line;
        boolean mustAsk;
        synchronized (peer) {
            line = peer.line;
            mustAsk = line == null && peer.isToBeAsked(SystemTime.nanos());
        }
        if (line != null) {
            line.copy(copy);
        } else if (mustAsk) {
            whereIs.accept(to);
        }
    }

    /** Tells another worker what is held of what it asked for, if the connection is still there. */
    void held(Location to, long upTo) {
        Peer peer = peer(to);
        DataLine line;
        synchronized (peer) {
            line = peer.line;
        }
        if (line != null) {
            line.held(upTo);
        }
    }

    private Peer peer(Location worker) {
        return peers.computeIfAbsent(worker, any -> new Peer());
    }

    /** Where a worker takes data that this one is to connect to; empty if it is not there now. */
    void isAt(Location worker, Optional<ToWorker.Address> address) {
        Peer peer = peer(worker);
        synchronized (peer) {
            if (peer.line != null || peer.opening) {
                return;
            }
            if (address.isEmpty() || isCut(worker)) {
                peer.waiting.clear(); // they come again
                return;
            }
            peer.opening = true;
        }
        InetSocketAddress at =
                new InetSocketAddress(address.get().host(), address.get().port());
        CompletableFuture<dev.levada.io.net.Connection> unused = endpoint.connect(
                        at, Purpose.DATA, identity(worker), this)
                .whenComplete((connection, failure) -> {
                    synchronized (peer) {
                        peer.opening = false;
                        peer.waiting.clear(); // they were sent, or come again
                    }
                });
    }

    private Identity identity(Location worker) {
        return new Identity(endpoint.self().cluster(), Role.WORKER, WorkerName.of(worker, endpoint.self()));
    }

    /** Grants a wish of a consumer elsewhere; gone at once if there is no connection any more. */
    Connection accept(OpenRequest request) {
        Peer peer = peer(request.consumer());
        DataLine line;
        synchronized (peer) {
            line = peer.line;
        }
        TaskRunner tasks = runner;
        if (line == null || tasks == null) {
            return new NoConnection(request);
        }
        return line.accept(request);
    }

    // Connections

    @Override
    public void opened(dev.levada.io.net.Connection connection) {
        TaskRunner tasks = runner;
        Optional<Location> worker = WorkerName.location(connection.remote());
        if (tasks == null || worker.isEmpty() || isCut(worker.get())) {
            connection.close();
            return;
        }
        Peer peer = peer(worker.get());
        Queue<OpenRequest> waiting;
        DataLine before;
        synchronized (peer) {
            DataLine line = new DataLine(connection, worker.get(), tasks, codecs);
            lines.put(connection, line);
            watch.ifPresent(open -> shown.put(
                    line,
                    open.opened(endpoint.self().node(), connection.remote().node(), line)));
            before = peer.line;
            peer.line = line;
            waiting = new ArrayDeque<>(peer.waiting);
            peer.waiting.clear();
        }
        if (before != null) { // the other end has seen that it was gone
            before.tcp().close();
        }
        waiting.forEach(request -> ask(worker.get(), request));
    }

    @Override
    public void message(dev.levada.io.net.Connection connection, ByteBuffer message) {
        DataLine line = lines.get(connection);
        if (line != null) {
            line.received(message);
        }
    }

    @Override
    public void closed(dev.levada.io.net.Connection connection, Reason reason, String detail) {
        DataLine line = lines.remove(connection);
        if (line == null) {
            return;
        }
        Optional.ofNullable(shown.remove(line)).ifPresent(Registration::close);
        WorkerName.location(connection.remote()).ifPresent(worker -> {
            Peer peer = peer(worker);
            synchronized (peer) {
                if (peer.line == line) {
                    peer.line = null;
                }
            }
            if (reason != Reason.CLOSED_HERE) {
                lost.accept(worker);
            }
        });
        line.broken();
    }

    // Faults on purpose

    /** Lets nothing through to a worker, or from it, for a while. */
    void cut(int worker, long untilNanos) {
        cuts.put(worker, untilNanos);
        lines.keySet()
                .forEach(connection -> WorkerName.location(connection.remote())
                        .filter(location -> location.worker() == worker)
                        .ifPresent(any -> connection.close()));
    }

    private boolean isCut(Location worker) {
        Long until = cuts.get(worker.worker());
        if (until == null) {
            return false;
        }
        if (SystemTime.nanos() - until >= 0) {
            cuts.remove(worker.worker());
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        listener.close();
        lines.keySet().forEach(dev.levada.io.net.Connection::close);
    }
}
