package dev.levada.io.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The outgoing half of a connection. Thread-safe. */
final class TcpConnection implements Connection {
    private static final long LINGER_MILLIS = 1_000;

    private final Channel channel;
    private final Identity remote;
    private final Purpose purpose;
    private final Limits limits;
    private final InetSocketAddress address;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicReference<@Nullable Violation> end = new AtomicReference<>();

    TcpConnection(Channel channel, Identity remote, Purpose purpose, Limits limits) {
        this.channel = channel;
        this.remote = remote;
        this.purpose = purpose;
        this.limits = limits;
        // Asked now, as a closed channel cannot tell.
        address = (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > limits.maxMessageBytes()) {
            throw new IllegalArgumentException("a message to %s has %d bytes, at most %d are allowed"
                    .formatted(remote, length, limits.maxMessageBytes()));
        }
        if (end.get() != null) {
            return;
        }
        int frameBytes = Frames.encodedBytes(length);
        long queued = queuedBytes.addAndGet(frameBytes);
        if (queued > limits.maxQueuedBytes()) {
            queuedBytes.addAndGet(-frameBytes);
            end(
                    Reason.PEER_DOES_NOT_READ,
                    "%d bytes wait for it, at most %d may".formatted(queued, limits.maxQueuedBytes()));
            return;
        }
        ByteBuf frames = Frames.encode(channel.alloc(), bytes, offset, length);
        ChannelFuture unused = channel.write(frames).addListener(written -> queuedBytes.addAndGet(-frameBytes));
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public long queuedBytes() {
        return queuedBytes.get();
    }

    @Override
    public void setReading(boolean reading) {
        channel.config().setAutoRead(reading);
    }

    @Override
    public void close() {
        if (end.compareAndSet(null, new Violation(Reason.CLOSED_HERE, "closed by this process"))) {
            ChannelFuture unused =
                    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            dropLater();
        }
    }

    private void dropLater() {
        try {
            Future<?> drop = channel.eventLoop().schedule(this::drop, LINGER_MILLIS, TimeUnit.MILLISECONDS);
            ChannelFuture unused = channel.closeFuture().addListener(closed -> drop.cancel(false));
        } catch (RejectedExecutionException e) {
            // The I/O threads have ended, and closed what was open as they did.
            drop();
        }
    }

    private void drop() {
        ChannelFuture unused = channel.close();
    }

    /** Closes at once. The first reason stays. */
    void end(Reason reason, String detail) {
        end.compareAndSet(null, new Violation(reason, detail));
        ChannelFuture unused = channel.close();
    }

    /** Why it ended; called when it has. */
    Violation end() {
        end.compareAndSet(null, new Violation(Reason.CLOSED_BY_PEER, "closed by the other side"));
        Violation why = end.get();
        if (why == null) {
            throw new IllegalStateException("the reason why %s closed is gone".formatted(this));
        }
        return why;
    }

    @Override
    public Identity remote() {
        return remote;
    }

    @Override
    public Purpose purpose() {
        return purpose;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String toString() {
        return "%s connection to %s".formatted(purpose, remote);
    }
}
