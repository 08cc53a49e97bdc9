package dev.levada.node.standing;

import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Reason;
import dev.levada.io.net.Role;
import java.nio.ByteBuffer;

/** The control port of a standing cluster: agents to the fleet, workers to their jobs. */
record StandingDoor(ConnectionHandler agents, ConnectionHandler workers) implements ConnectionHandler {

    private ConnectionHandler behind(Connection connection) {
        return connection.remote().role() == Role.AGENT ? agents : workers;
    }

    @Override
    public void opened(Connection connection) {
        behind(connection).opened(connection);
    }

    @Override
    public void message(Connection connection, ByteBuffer message) {
        behind(connection).message(connection, message);
    }

    @Override
    public void closed(Connection connection, Reason reason, String detail) {
        behind(connection).closed(connection, reason, detail);
    }
}
