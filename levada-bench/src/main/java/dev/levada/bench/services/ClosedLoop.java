package dev.levada.bench.services;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Clients with a connection each and one request on its way at a time. A third of the requests read, the others write;
 * keys and values are one or two letters, as it was published. They all run on one thread, and so does their tally.
 */
final class ClosedLoop {
    private static final long RECONNECT_MILLIS = 50;
    private static final int MAX_BODY = 16 * 1024;
    private static final int LETTERS = 26;

    private final int port;
    private final long pauseMillis;
    private final Tally tally;
    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopped;

    /** The thread's alone. */
    private int running;

    private ClosedLoop(int port, int clients, long pauseMillis, Tally tally) {
        this.port = port;
        this.pauseMillis = pauseMillis;
        this.tally = tally;
        this.running = clients;
    }

    /** @param seed of what clients ask for */
    static ClosedLoop start(int port, int clients, long pauseMillis, long seed, Tally tally) {
        ClosedLoop loop = new ClosedLoop(port, clients, pauseMillis, tally);
        for (int i = 0; i < clients; i++) {
            loop.new Client(i, new SplittableRandom(seed * 1_000_003 + i)).connect();
        }
        return loop;
    }

    /** Lets each client end what it has asked for, and waits for that; what takes too long has failed. */
    void stop() {
        stopped = true;
        ended.completeOnTimeout(null, 2 * HttpFront.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Future<?> unused = thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** One of them. What it asked for last may still be on its way. */
    private final class Client {
        private final int number;
        private final SplittableRandom random;
        private boolean waiting;
        private boolean write;
        private long begunNanos;

        Client(int number, SplittableRandom random) {
            this.number = number;
            this.random = random;
        }

        void connect() {
            ChannelFuture unused = new Bootstrap()
                    .group(thread)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel connection) {
                            connection
                                    .pipeline()
                                    .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_BODY), new Answers());
                        }
                    })
                    .connect(InetAddress.getLoopbackAddress(), port)
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            tally.ended(number, false, System.nanoTime(), System.nanoTime(), true);
                            reconnect();
                        }
                    });
        }

        private void reconnect() {
            if (stopped) {
                leave();
            } else {
                Future<?> unused = thread.schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private void leave() {
            if (--running == 0) {
                ended.complete(null);
            }
        }

        private void ask(ChannelHandlerContext connection) {
            if (stopped) {
                ChannelFuture unused = connection.close();
                return;
            }
            if (!connection.channel().isActive()) {
                return; // it tells so itself, and is replaced
            }
            write = random.nextInt(3) > 0;
            String uri = write
                    ? "/benchmark?command=put&args=" + word() + "," + word()
                    : "/benchmark?command=get&args=" + word();
            DefaultFullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
            request.headers().set(HttpHeaderNames.HOST, "localhost");
            waiting = true;
            begunNanos = System.nanoTime();
            ChannelFuture unused = connection.writeAndFlush(request);
        }

        private String word() {
            int drawn = random.nextInt(LETTERS + LETTERS * LETTERS);
            return drawn < LETTERS
                    ? String.valueOf((char) ('a' + drawn))
                    : "" + (char) ('a' + drawn / LETTERS - 1) + (char) ('a' + drawn % LETTERS);
        }

        private void answered(boolean failed) {
            waiting = false;
            tally.ended(number, write, begunNanos, System.nanoTime(), failed);
        }

        private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {

            @Override
            public void channelActive(ChannelHandlerContext connection) {
                ask(connection);
            }

            @Override
            protected void channelRead0(ChannelHandlerContext connection, FullHttpResponse response) {
                answered(!response.status().equals(HttpResponseStatus.OK));
                if (pauseMillis == 0) {
                    ask(connection);
                } else {
                    Future<?> unused = thread.schedule(() -> ask(connection), pauseMillis, TimeUnit.MILLISECONDS);
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext connection) {
                if (waiting) {
                    answered(true);
                }
                reconnect();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
                ChannelFuture unused = connection.close();
            }
        }
    }
}
