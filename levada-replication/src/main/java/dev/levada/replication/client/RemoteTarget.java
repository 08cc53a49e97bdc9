package dev.levada.replication.client;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Reason;
import dev.levada.io.net.Role;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A member of another process. Connects when it is asked, and again after a connection has ended. */
public final class RemoteTarget implements Target {
    private final Endpoint endpoint;
    private final String id;
    private final InetSocketAddress address;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();

    /** @param endpoint of this client, closed by who made it */
    public RemoteTarget(Endpoint endpoint, String id, InetSocketAddress address) {
        this.endpoint = endpoint;
        this.id = id;
        this.address = address;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletableFuture<Answer> ask(Operation operation) {
        Link current = link.get();
        while (current == null || current.isOver()) {
            Link fresh = new Link();
            if (link.compareAndSet(current, fresh)) {
                fresh.connect();
            }
            current = link.get();
        }
        return current.ask(numbers.incrementAndGet(), operation);
    }

    @Override
    public void close() {
        Link current = link.get();
        if (current != null) {
            current.end("the client is closed");
        }
    }

    /** One connection, and what was asked over it. */
    private final class Link implements ConnectionHandler {
        private final Map<Long, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();
        private final CompletableFuture<Connection> connection = new CompletableFuture<>();
        private volatile boolean over;

        void connect() {
            Identity member = new Identity(endpoint.self().cluster(), Role.REPLICA, id);
            CompletableFuture<?> unused = endpoint.connect(address, Purpose.DATA, member, this)
                    .whenComplete((made, e) -> {
                        if (e == null) {
                            connection.complete(made);
                        } else {
                            over = true;
                            connection.completeExceptionally(e);
                        }
                    });
        }

        boolean isOver() {
            return over;
        }

        CompletableFuture<Answer> ask(long number, Operation operation) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            CompletableFuture<?> unused = connection.whenComplete((made, e) -> {
                if (e != null) {
                    answer.complete(Answer.of(Answer.Kind.UNAVAILABLE, String.valueOf(e.getMessage())));
                } else {
                    send(made, number, operation, answer);
                }
            });
            return answer;
        }

        private void send(Connection made, long number, Operation operation, CompletableFuture<Answer> answer) {
            asked.put(number, answer);
            ByteOutput out = new ByteOutput(16 + operation.bytes());
            out.writeLong(number);
            operation.write(out);
            made.sendNow(out.array(), 0, out.size());
            if (over) { // it may have ended before the question was there to be given up
                end("the connection has ended");
            }
        }

        @Override
        public void message(Connection from, ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            ByteInput in = new ByteInput(bytes);
            CompletableFuture<Answer> answer = asked.remove(in.readLong());
            if (answer != null) {
                answer.complete(Answer.read(in));
            }
        }

        @Override
        public void closed(Connection from, Reason reason, String detail) {
            end(detail);
        }

        void end(String detail) {
            over = true;
            Answer lost = Answer.of(Answer.Kind.INDETERMINATE, "member '%s': %s".formatted(id, detail));
            for (Long number : List.copyOf(asked.keySet())) {
                CompletableFuture<Answer> answer = asked.remove(number);
                if (answer != null) {
                    answer.complete(lost);
                }
            }
            CompletableFuture<?> unused = connection.thenAccept(Connection::close);
        }
    }
}
