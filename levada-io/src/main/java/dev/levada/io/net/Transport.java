package dev.levada.io.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** The sockets of an endpoint. Thread-safe. */
final class Transport {
    private static final int BACKLOG = 128;
    private static final long CLOSE_MILLIS = 1_000;
    private static final int MIN_READ_BYTES = 2 * 1024;
    private static final int FIRST_READ_BYTES = 16 * 1024;

    /** Some frames at a time, so that few of them are cut in two by the end of a read. */
    private static final int MAX_READ_BYTES = 256 * 1024;

    private final Wiring wiring;
    private final NetThreads threads;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    Transport(Wiring wiring, NetThreads threads) {
        this.wiring = wiring;
        this.threads = threads;
    }

    Listener listen(InetSocketAddress address, Purpose purpose, Conversation.Opening opening, ConnectionHandler handler)
            throws RefusedException {
        EventLoopGroup group = threads.of(purpose);
        Acceptor acceptor = new Acceptor(wiring, purpose, opening, handler, open);
        ChannelFuture bound = new ServerBootstrap()
                .group(group, group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(acceptor)
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String detail = "cannot listen on %s: %s; choose another port or address, or 0 for a free port"
                    .formatted(address, cause(bound));
            throw new RefusedException(Reason.BROKEN, detail);
        }
        open.add(bound.channel());
        return new OpenPort(bound.channel());
    }

    CompletableFuture<Connection> connect(
            InetSocketAddress address, Purpose purpose, Conversation.Opening opening, ConnectionHandler handler) {
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        ChannelFuture unused = new Bootstrap()
                .group(threads.of(purpose))
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, wiring.handshakeMillis())
                .handler(new Connector(wiring, address, purpose, opening, handler, open, connected))
                .connect(address)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        connected.completeExceptionally(new RefusedException(
                                Reason.BROKEN, "cannot connect to %s: %s".formatted(address, done.cause())));
                    }
                });
        return connected;
    }

    private static AdaptiveRecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, MAX_READ_BYTES);
    }

    private static String cause(ChannelFuture failed) {
        return failed.cause() == null
                ? "no reason given"
                : String.valueOf(failed.cause().getMessage());
    }

    void close() {
        for (Channel channel : open) {
            if (channel instanceof NioServerSocketChannel) {
                ChannelFuture unused = channel.close();
            } else {
                channel.pipeline()
                        .fireUserEventTriggered(new Violation(Reason.CLOSED_HERE, "this process closes its endpoint"));
            }
        }
        open.close().awaitUninterruptibly(CLOSE_MILLIS);
    }

    private record OpenPort(Channel channel) implements Listener {
        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public void close() {
            ChannelFuture closing = channel.close();
            if (!channel.eventLoop().inEventLoop()) {
                closing.awaitUninterruptibly(CLOSE_MILLIS);
            }
        }
    }
}
