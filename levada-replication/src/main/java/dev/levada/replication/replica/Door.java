package dev.levada.replication.replica;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Listener;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Reason;
import dev.levada.io.net.RefusedException;
import dev.levada.io.net.Role;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;

/**
 * Where clients of other processes ask a member.
 *
 * <pre>
 *   question  number 8 | operation
 *   answer    number 8, of the question | answer
 * </pre>
 */
public final class Door implements AutoCloseable {
    private final Listener listener;

    private Door(Listener listener) {
        this.listener = listener;
    }

    /**
     * Opens it.
     *
     * @param endpoint of this member, closed by who made it
     * @param address port 0 takes a free one
     */
    public static Door open(Endpoint endpoint, InetSocketAddress address, Replica replica) throws RefusedException {
        return new Door(endpoint.listen(
                address, Purpose.DATA, EnumSet.of(Role.CLIENT, Role.OPERATOR, Role.REPLICA), new Questions(replica)));
    }

    /** Where it is. */
    public InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public void close() {
        listener.close();
    }

    private record Questions(Replica replica) implements ConnectionHandler {

        /** What cannot be read ends the connection, and with it the question: the client asks another member. */
        @Override
        public void message(Connection connection, ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            ByteInput in = new ByteInput(bytes);
            long number = in.readLong();
            Operation operation = Operation.read(in);
            Role role = connection.remote().role();
            if (!mayAsk(role, operation.kind())) {
                tell(
                        connection,
                        number,
                        Answer.of(Answer.Kind.THREW, "%s may not %s".formatted(role, operation.kind())));
                return;
            }
            CompletableFuture<?> unused = replica.ask(operation).thenAccept(answer -> tell(connection, number, answer));
        }

        private static boolean mayAsk(Role role, Operation.Kind kind) {
            return switch (kind) {
                case OPEN, COMMAND, QUERY, HEALTH -> true;
                case DIGEST -> role == Role.REPLICA;
                case RECONFIGURE -> role == Role.OPERATOR;
            };
        }

        private static void tell(Connection connection, long number, Answer answer) {
            ByteOutput out = new ByteOutput(32 + answer.content().length);
            out.writeLong(number);
            answer.write(out);
            connection.sendNow(out.array(), 0, out.size());
        }

        @Override
        public void closed(Connection connection, Reason reason, String detail) {}
    }
}
