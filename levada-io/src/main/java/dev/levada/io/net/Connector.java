package dev.levada.io.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.CompletableFuture;

/** Makes one connection to a port. */
final class Connector extends ChannelInitializer<SocketChannel> implements Handshake.Outcome {
    private final Wiring wiring;
    private final Purpose purpose;
    private final Conversation.Opening opening;
    private final ConnectionHandler handler;
    private final ChannelGroup open;
    private final CompletableFuture<Connection> connected;

    Connector(
            Wiring wiring,
            Purpose purpose,
            Conversation.Opening opening,
            ConnectionHandler handler,
            ChannelGroup open,
            CompletableFuture<Connection> connected) {
        this.wiring = wiring;
        this.purpose = purpose;
        this.opening = opening;
        this.handler = handler;
        this.open = open;
        this.connected = connected;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        open.add(channel);
        wiring.start(channel, purpose, Proving.Side.CLIENT, opening, this);
    }

    @Override
    public void proved(ChannelHandlerContext context, Identity peer) {
        connected.complete(wiring.open(context, peer, purpose, handler));
    }

    @Override
    public void failed(ChannelHandlerContext context, Refusal why, String who) {
        wiring.refused(why, who, context.channel().remoteAddress());
        String message =
                "no connection to %s at %s: %s".formatted(who, context.channel().remoteAddress(), why.detail());
        connected.completeExceptionally(new RefusedException(why.reason(), message));
    }
}
