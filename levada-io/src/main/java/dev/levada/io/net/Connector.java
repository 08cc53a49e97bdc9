package dev.levada.io.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Makes one connection to a port. */
final class Connector extends ChannelInitializer<SocketChannel> implements Handshake.Outcome {
    private final Wiring wiring;
    private final InetSocketAddress address;
    private final Purpose purpose;
    private final Conversation.Opening opening;
    private final ConnectionHandler handler;
    private final ChannelGroup open;
    private final CompletableFuture<Connection> connected;

    Connector(
            Wiring wiring,
            InetSocketAddress address,
            Purpose purpose,
            Conversation.Opening opening,
            ConnectionHandler handler,
            ChannelGroup open,
            CompletableFuture<Connection> connected) {
        this.wiring = wiring;
        this.address = address;
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
        wiring.refused(why, who, address);
        String whom = who.equals(Handshake.UNKNOWN) ? address.toString() : "%s at %s".formatted(who, address);
        String message = "no connection to %s: %s".formatted(whom, why.detail());
        connected.completeExceptionally(new RefusedException(why.reason(), message));
    }
}
