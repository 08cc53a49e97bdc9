package dev.levada.io.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The first handler of a connection: lets nothing through until the peer has proved who it is, within a deadline. */
final class Handshake extends ChannelInboundHandlerAdapter {
    /** A peer that has neither proved nor claimed to be anyone. */
    static final String UNKNOWN = "unknown";

    private final Security security;
    private final Duration limit;
    private final Proving.Side side;
    private final Conversation.Opening opening;
    private final Outcome outcome;

    private @Nullable Conversation conversation;
    private @Nullable Future<?> deadline;
    private boolean ended;

    /** What comes of it: one of the two, once, on the I/O thread. */
    interface Outcome {
        void proved(ChannelHandlerContext context, Identity peer);

        /** The channel closes. */
        void failed(ChannelHandlerContext context, Refusal why, String who);
    }

    Handshake(Security security, Duration limit, Proving.Side side, Conversation.Opening opening, Outcome outcome) {
        this.security = security;
        this.limit = limit;
        this.side = side;
        this.opening = opening;
        this.outcome = outcome;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> late(context), limit.toNanos(), TimeUnit.NANOSECONDS);
        if (security instanceof SharedSecret shared) {
            begin(context, new SecretProving(shared.secrets()));
        }
    }

    private void late(ChannelHandlerContext context) {
        String detail = "it has not proved who it is within %d ms".formatted(limit.toMillis());
        fail(context, Refusal.ofPeer(Reason.HANDSHAKE_TIMEOUT, detail));
    }

    private void begin(ChannelHandlerContext context, Proving proving) {
        conversation = opening.with(proving, serverPort(context.channel()));
        conversation.begin(bytes -> say(context, bytes));
    }

    private int serverPort(Channel channel) {
        SocketAddress server = side == Proving.Side.SERVER ? channel.localAddress() : channel.remoteAddress();
        return ((InetSocketAddress) server).getPort();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!ended) {
                answer(context, bytes);
            }
        } catch (Refusal refusal) {
            fail(context, refusal);
        } finally {
            bytes.release();
        }
    }

    private void answer(ChannelHandlerContext context, ByteBuf bytes) throws Refusal {
        if (conversation == null) {
            throw Refusal.ofPeer(Reason.NOT_LEVADA, "it spoke before its turn");
        }
        Identity peer = conversation.received(bytes.nioBuffer(), reply -> say(context, reply));
        if (peer != null) {
            end();
            outcome.proved(context, peer);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Violation violation) {
            fail(context, Refusal.ofPeer(violation.reason(), violation.detail()));
        } else if (event instanceof SslHandshakeCompletionEvent completion) {
            encrypted(context, completion.cause());
        }
    }

    private void encrypted(ChannelHandlerContext context, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                throw TlsFailures.refusal(failure);
            }
            SslHandler tls = context.pipeline().get(SslHandler.class);
            begin(
                    context,
                    new CertificateProving(Certified.identity(tls.engine().getSession())));
        } catch (Refusal refusal) {
            fail(context, refusal);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, TlsFailures.refusal(cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, Refusal.ofPeer(Reason.CLOSED_BY_PEER, "it left during the handshake"));
    }

    private void say(ChannelHandlerContext context, byte[] bytes) {
        ChannelFuture unused = context.writeAndFlush(Frames.encode(context.alloc(), bytes, 0, bytes.length));
    }

    private void fail(ChannelHandlerContext context, Refusal refusal) {
        if (ended) {
            return;
        }
        end();
        outcome.failed(context, refusal, conversation == null ? UNKNOWN : conversation.peer());
        close(context, refusal);
    }

    /** A server that refuses says why before it closes; the name of the reason tells a stranger nothing more. */
    private void close(ChannelHandlerContext context, Refusal refusal) {
        if (conversation != null
                && side == Proving.Side.SERVER
                && refusal.reason().isRefusal()) {
            byte[] told = Greeting.message(
                    HandshakeKind.REFUSED, Wire.text(refusal.reason().name()));
            ChannelFuture unused = context.writeAndFlush(Frames.encode(context.alloc(), told, 0, told.length))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            ChannelFuture unused = context.close();
        }
    }

    private void end() {
        ended = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
