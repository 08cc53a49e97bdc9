package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what happens on connections, for a test to wait for. */
final class Recorder implements ConnectionHandler {
    private final BlockingQueue<Connection> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteBuffer> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Violation> endings = new LinkedBlockingQueue<>();

    @Override
    public void opened(Connection connection) {
        opened.add(connection);
    }

    @Override
    public void message(Connection connection, ByteBuffer message) {
        messages.add(ByteBuffer.wrap(Wire.bytes(message)));
    }

    @Override
    public void closed(Connection connection, Reason reason, String detail) {
        endings.add(new Violation(reason, detail));
    }

    Connection connection() throws InterruptedException {
        return soon(opened, "a connection");
    }

    byte[] message() throws InterruptedException {
        return soon(messages, "a message").array();
    }

    String text() throws InterruptedException {
        return new String(message(), StandardCharsets.UTF_8);
    }

    Violation ending() throws InterruptedException {
        return soon(endings, "the end of a connection");
    }

    boolean hasOpened() {
        return !opened.isEmpty();
    }

    private static <T> T soon(BlockingQueue<T> queue, String what) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as(what).isNotNull();
        return next;
    }
}
