package dev.levada.node.http;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** What each new connection goes through. */
final class Entrance extends ChannelInitializer<SocketChannel> {
    private static final int MAX_LINE = 4 << 10;
    private static final int MAX_HEADERS = 8 << 10;
    private static final int MAX_CHUNK = 8 << 10;

    private final Connections connections;
    private final @Nullable SSLContext mutualTls;
    private final Answers answers;

    Entrance(Connections connections, @Nullable SSLContext mutualTls, Answers answers) {
        this.connections = connections;
        this.mutualTls = mutualTls;
        this.answers = answers;
    }

    @Override
    protected void initChannel(SocketChannel connection) {
        connections.add(connection);
        ChannelPipeline pipeline = connection.pipeline();
        if (mutualTls != null) {
            pipeline.addLast(new SslHandler(engine(mutualTls)));
        }
        pipeline.addLast(new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(MAX_CHUNK)));
        pipeline.addLast(new Requests(answers));
    }

    private static SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        return engine;
    }
}
