package dev.levada.io.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the connections to one port. */
@Sharable
final class Acceptor extends ChannelInitializer<SocketChannel> implements Handshake.Outcome {
    private final Wiring wiring;
    private final Purpose purpose;
    private final Conversation.Opening opening;
    private final ConnectionHandler handler;
    private final ChannelGroup open;
    private final Admissions admissions;

    Acceptor(
            Wiring wiring,
            Purpose purpose,
            Conversation.Opening opening,
            ConnectionHandler handler,
            ChannelGroup open) {
        this.wiring = wiring;
        this.purpose = purpose;
        this.opening = opening;
        this.handler = handler;
        this.open = open;
        admissions = new Admissions(wiring.limits());
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetAddress address = channel.remoteAddress().getAddress();
        Optional<Violation> refused = admissions.arrived(channel, address);
        if (refused.isPresent()) {
            Violation why = refused.get();
            wiring.refused(Refusal.ofPeer(why.reason(), why.detail()), Handshake.UNKNOWN, channel.remoteAddress());
            ChannelFuture unused = channel.close();
            return;
        }
        ChannelFuture unused = channel.closeFuture().addListener(closed -> admissions.left(channel, address));
        open.add(channel);
        wiring.start(channel, purpose, Proving.Side.SERVER, opening, this);
        pushOutOldest();
    }

    private void pushOutOldest() {
        @Nullable Channel oldest = admissions.pushedOut();
        if (oldest != null) {
            oldest.pipeline()
                    .fireUserEventTriggered(new Violation(
                            Reason.TOO_MANY_UNAUTHENTICATED,
                            "others came while it had not proved who it is, and it was the oldest"));
        }
    }

    @Override
    public void proved(ChannelHandlerContext context, Identity peer) {
        admissions.proved(context.channel());
        wiring.open(context, peer, purpose, handler);
    }

    @Override
    public void failed(ChannelHandlerContext context, Refusal why, String who) {
        wiring.refused(why, who, context.channel().remoteAddress());
    }
}
