package dev.levada.io.net;

import java.net.InetSocketAddress;

/** An open port. */
public interface Listener extends AutoCloseable {

    /** Where it listens; never port 0. */
    InetSocketAddress address();

    /** Takes no more connections; those open stay. */
    @Override
    void close();
}
