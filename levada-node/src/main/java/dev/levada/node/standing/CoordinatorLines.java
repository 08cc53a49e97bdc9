package dev.levada.node.standing;

import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Reason;
import dev.levada.io.net.Role;
import dev.levada.node.worker.ControlLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways from an agent to its coordinator, one for each of its members. Only the one that coordinates takes
 * connections; who took the last is it. On the control loop.
 */
final class CoordinatorLines {
    private static final long RETRY_MILLIS = 200;
    /** The coordinator may stand still, and another have begun, without any connection's end. */
    private static final int RETRIES_PER_LOOK = 5;

    private final Logger log = LoggerFactory.getLogger(AgentProcess.class);
    private final Endpoint endpoint;
    private final ControlLoop control;
    private final Listener listener;
    private final List<Line> lines;
    private int retries;
    private volatile @Nullable Line current;

    /** What an agent does with the connection that counts. On the control loop. */
    interface Listener {
        void opened(Connection coordinator);

        void told(ByteBuffer message);
    }

    CoordinatorLines(Endpoint endpoint, List<InetSocketAddress> addresses, ControlLoop control, Listener listener) {
        this.endpoint = endpoint;
        this.control = control;
        this.listener = listener;
        this.lines = addresses.stream().map(Line::new).toList();
    }

    void start() {
        control.execute(this::tryThem);
        control.every(RETRY_MILLIS, nanos -> tryThem());
    }

    /** The connection that counts; null while there is none. Any thread. */
    @Nullable
    Connection connection() {
        Line line = current;
        return line == null ? null : line.connection;
    }

    /** Where it leads: not resolved, if it was not. */
    InetSocketAddress there() {
        Line line = current;
        return (line == null ? lines.get(0) : line).there;
    }

    private void tryThem() {
        if (current == null || (lines.size() > 1 && ++retries % RETRIES_PER_LOOK == 0)) {
            lines.forEach(Line::tryIt);
        }
    }

    private final class Line implements ConnectionHandler {
        private final InetSocketAddress there;
        private boolean trying;
        /** Why there was no connection when it was last tried: told once. */
        private String problem = "";

        private volatile @Nullable Connection connection;

        Line(InetSocketAddress there) {
            this.there = there;
        }

        void tryIt() {
            if (trying || connection != null) {
                return;
            }
            trying = true;
            CompletableFuture<Connection> unused = endpoint.connect(there, Purpose.CONTROL, Role.COORDINATOR, this)
                    .whenComplete((opened, failure) -> {
                        if (failure != null) {
                            control.execute(() -> notConnected(String.valueOf(failure.getMessage())));
                        }
                    });
        }

        private void notConnected(String why) {
            trying = false;
            if (current == null && !why.equals(problem)) {
                log.warn("no coordinator at {}:{}: {}", there.getHostString(), there.getPort(), why);
            }
            problem = why;
        }

        @Override
        public void opened(Connection opened) {
            control.execute(() -> {
                trying = false;
                problem = "";
                connection = opened;
                Connection before = connection();
                current = this;
                if (before != null && before != opened) {
                    before.close();
                }
                log.info("the coordinator is {} at {}", opened.remote(), opened.address());
                listener.opened(opened);
            });
        }

        @Override
        public void message(Connection from, ByteBuffer message) {
            listener.told(message);
        }

        @Override
        public void closed(Connection gone, Reason reason, String detail) {
            control.execute(() -> {
                connection = null;
                if (current == this) {
                    current = null;
                    log.warn("the coordinator is gone: {}", detail);
                }
            });
        }
    }
}
