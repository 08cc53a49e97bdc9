package dev.levada.io.net;

import java.net.InetSocketAddress;

/** An open connection to a peer that has proved who it is. All methods may be called from any thread; none blocks. */
public interface Connection {

    /** Who is at the other end. */
    Identity remote();

    /** What the connection is for. */
    Purpose purpose();

    /** Where the other end is. */
    InetSocketAddress address();

    /**
     * Queues a message; {@link #flush} starts it on its way. Messages sent by one thread arrive in that order. The
     * bytes are copied before this returns. After the connection has closed they are dropped.
     *
     * <p>The queue is bounded: with more than {@link Limits#maxQueuedBytes} in it the connection closes for
     * {@link Reason#PEER_DOES_NOT_READ}, so senders of data watch {@link #queuedBytes}.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     * @throws IllegalArgumentException if the message is longer than {@link Limits#maxMessageBytes}
     */
    void send(byte[] bytes, int offset, int length);

    /** Starts all queued messages on their way. */
    void flush();

    /** {@link #send} and {@link #flush}. */
    default void sendNow(byte[] bytes, int offset, int length) {
        send(bytes, offset, length);
        flush();
    }

    /** Bytes that were sent but are not yet handed to the system, frame headers included. */
    long queuedBytes();

    /**
     * Stops or resumes the delivery of messages; meanwhile they wait in the system's buffers, and then at the sender.
     */
    void setReading(boolean reading);

    /** Closes the connection after what was sent; what the peer does not take within a second is dropped. */
    void close();
}
