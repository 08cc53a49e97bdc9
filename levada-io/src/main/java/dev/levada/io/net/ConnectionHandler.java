package dev.levada.io.net;

import java.nio.ByteBuffer;

/**
 * Receives what happens on connections. All calls for one connection come from its one I/O thread, so they must not
 * block; for purpose {@link Purpose#CONTROL} it is one thread for all connections.
 */
public interface ConnectionHandler {

    /** The peer has proved who it is. Comes before the first message. */
    default void opened(Connection connection) {}

    /**
     * A message has arrived, whole. A handler that throws closes the connection for {@link Reason#HANDLER_FAILED}.
     *
     * @param message read-only, big-endian; valid during the call only
     */
    void message(Connection connection, ByteBuffer message);

    /**
     * The connection has ended, and nothing more comes of it. Called once for each that was opened.
     *
     * @param detail for people, one line
     */
    void closed(Connection connection, Reason reason, String detail);
}
