package dev.levada.bench.services;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Serves a store over HTTP on the loopback address. The answer is {@code ok} if the operation was done, and else a
 * status that says that it was not, or that nobody knows.
 */
final class HttpFront implements AutoCloseable {
    /** After which nobody waits any more, as it was published. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MAX_BODY = 1024;
    private static final int BACKLOG = 4096;
    private static final String FORM = "expected /benchmark?command=get&args=KEY or command=put&args=KEY,VALUE";

    private final Store store;
    private final ArrivalCount arrivals;
    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    private HttpFront(Store store, ArrivalCount arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    /** @throws IOException if somebody else listens there */
    static HttpFront open(int port, Store store, ArrivalCount arrivals) throws IOException {
        HttpFront front = new HttpFront(store, arrivals);
        try {
            Channel unused = new ServerBootstrap()
                    .group(front.threads)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(front.new Entrance())
                    .bind(InetAddress.getLoopbackAddress(), port)
                    .syncUninterruptibly()
                    .channel();
            return front;
        } catch (Exception e) { // Netty throws what was thrown there, undeclared
            front.close();
            throw new IOException(
                    "nothing can be served on port %d of the loopback address: %s; name another by --first-port"
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    private final class Entrance extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel connection) {
            connection.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Requests());
        }
    }

    /** One request after the other: who asks again before it was answered is cut off. */
    private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
        private volatile boolean busy;

        @Override
        protected void channelRead0(ChannelHandlerContext connection, FullHttpRequest request) {
            if (busy) {
                ChannelFuture unused = connection.close();
                return;
            }
            boolean keep = HttpUtil.isKeepAlive(request);
            CompletableFuture<?> done = operation(request.uri());
            if (done == null) {
                answer(connection, HttpResponseStatus.BAD_REQUEST, FORM, keep);
                return;
            }
            busy = true;
            arrivals.arrived();
            CompletableFuture<?> unused = done.copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((value, e) -> {
                        busy = false;
                        if (e == null) {
                            answer(connection, HttpResponseStatus.OK, "ok", keep);
                        } else {
                            arrivals.failed();
                            answer(connection, status(e), String.valueOf(e.getMessage()), keep);
                        }
                    });
        }

        private static HttpResponseStatus status(Throwable e) {
            return e instanceof TimeoutException
                    ? HttpResponseStatus.GATEWAY_TIMEOUT
                    : HttpResponseStatus.SERVICE_UNAVAILABLE;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
            ChannelFuture unused = connection.close();
        }
    }

    /** What is asked for; null if that cannot be told. */
    private @Nullable CompletableFuture<?> operation(String uri) {
        QueryStringDecoder asked = new QueryStringDecoder(uri);
        String command = first(asked, "command");
        String[] args = first(asked, "args").split(",", -1);
        if (!asked.path().equals("/benchmark") || args[0].isEmpty()) {
            return null;
        }
        if (command.equals("get") && args.length == 1) {
            return store.get(args[0]);
        }
        return command.equals("put") && args.length == 2 ? store.put(args[0], args[1]) : null;
    }

    private static String first(QueryStringDecoder asked, String name) {
        return asked.parameters().getOrDefault(name, List.of("")).get(0);
    }

    private static void answer(ChannelHandlerContext connection, HttpResponseStatus status, String text, boolean keep) {
        ByteBuf content = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        ChannelFuture sent = connection.writeAndFlush(response);
        if (!keep) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
