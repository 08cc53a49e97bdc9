package dev.levada.io.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.SocketAddress;

/** Puts the handlers of a connection together: TLS, frames, and first the handshake, then the delivery of messages. */
record Wiring(Security security, Limits limits, Audit audit) {
    private static final int FLUSHES_TO_CONSOLIDATE = 64;

    void start(
            SocketChannel channel,
            Purpose purpose,
            Proving.Side side,
            Conversation.Opening opening,
            Handshake.Outcome outcome) {
        ChannelPipeline pipeline = channel.pipeline();
        if (security instanceof Mtls mtls) {
            pipeline.addLast(mtls.handler(side, channel.alloc()));
        }
        if (purpose == Purpose.DATA) {
            pipeline.addLast(new FlushConsolidationHandler(FLUSHES_TO_CONSOLIDATE, true));
        }
        pipeline.addLast(new FrameDecoder());
        pipeline.addLast(new Handshake(security, limits.handshake(), side, opening, outcome));
    }

    /** Lets messages through. */
    TcpConnection open(ChannelHandlerContext handshake, Identity peer, Purpose purpose, ConnectionHandler handler) {
        TcpConnection connection = new TcpConnection(handshake.channel(), peer, purpose, limits);
        ChannelPipeline pipeline = handshake.pipeline();
        pipeline.get(FrameDecoder.class).authenticated(limits.maxMessageBytes());
        pipeline.replace(handshake.handler(), "delivery", new Delivery(connection, handler, audit));
        try {
            handler.opened(connection);
        } catch (RuntimeException e) {
            connection.end(Reason.HANDLER_FAILED, e.toString());
        }
        return connection;
    }

    void refused(Refusal why, String who, SocketAddress from) {
        if (why.reason().isRefusal() && !why.isByPeer()) {
            audit.refused(why.reason(), who, from, why.detail());
        }
    }

    int handshakeMillis() {
        return (int) limits.handshake().toMillis();
    }
}
