package dev.levada.node.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /metrics}, {@code /healthz} and {@code /readyz} on one daemon thread of its own. The metrics want
 * a token, the others are open and say one word.
 *
 * <p>A connection is one request, and is cut after ten seconds whatever it does. There are at most 256; one more takes
 * the place of the oldest, so that those who only hold connections keep nobody out.
 */
public final class HttpDoor implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofSeconds(10);
    private static final int MAX_CONNECTIONS = 256;
    private static final int BACKLOG = 128;
    private static final int CLOSE_SECONDS = 5;

    private final EventLoopGroup thread;
    private final Channel listener;
    private final Connections connections;

    private HttpDoor(EventLoopGroup thread, Channel listener, Connections connections) {
        this.thread = thread;
        this.listener = listener;
        this.connections = connections;
    }

    /**
     * Opens the door. Loads some hundred classes the first time, so not on the way to the first record.
     *
     * @param address port 0 for any that is free
     * @param mutualTls with the own certificate and the CA of those who may come; null for none, which only a loopback
     *     address may do without
     * @throws IllegalArgumentException if the address needs TLS and there is none
     * @throws IOException if the address cannot be had
     */
    public static HttpDoor open(
            InetSocketAddress address, @Nullable SSLContext mutualTls, BearerToken metricsToken, Pages pages)
            throws IOException {
        return open(address, mutualTls, metricsToken, pages, LIFETIME);
    }

    static HttpDoor open(
            InetSocketAddress address,
            @Nullable SSLContext mutualTls,
            BearerToken metricsToken,
            Pages pages,
            Duration lifetime)
            throws IOException {
        requireSafe(address, mutualTls);
        EventLoopGroup thread = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("levada-http", true), NioIoHandler.newFactory());
        Connections connections = new Connections(MAX_CONNECTIONS, lifetime);
        ChannelFuture bound = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childHandler(new Entrance(connections, mutualTls, new Answers(metricsToken, pages)))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            end(thread);
            throw new IOException(
                    "cannot listen for HTTP on %s: %s; choose another port, or 0 for any that is free"
                            .formatted(text(address), bound.cause().getMessage()),
                    bound.cause());
        }
        return new HttpDoor(thread, bound.channel(), connections);
    }

    private static void requireSafe(InetSocketAddress address, @Nullable SSLContext mutualTls) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host of %s is not known".formatted(text(address)));
        }
        if (mutualTls == null && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "HTTP on %s can be reached from other machines, which needs mutual TLS; give certificates, or listen on 127.0.0.1"
                            .formatted(text(address)));
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Where it listens, with the port that was chosen. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Ends it: nothing listens afterwards, and what is open is cut. Waits for that, five seconds at most. */
    @Override
    public void close() {
        if (thread.isShuttingDown()) {
            return;
        }
        listener.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS); // an ending thread leaves all open
        listener.eventLoop().submit(connections::cutAll).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        end(thread);
    }

    private static void end(EventLoopGroup thread) {
        thread.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
