package dev.levada.io.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** The incoming half of a connection: hands messages to the handler, and tells of the end once. */
final class Delivery extends ChannelInboundHandlerAdapter {
    private final TcpConnection connection;
    private final ConnectionHandler handler;
    private final Audit audit;

    Delivery(TcpConnection connection, ConnectionHandler handler, Audit audit) {
        this.connection = connection;
        this.handler = handler;
        this.audit = audit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            handler.message(connection, bytes.nioBuffer().asReadOnlyBuffer());
        } finally {
            bytes.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // One that was to be pushed out as a stranger, and has proved who it is just now, may stay.
        if (event instanceof Violation violation && violation.reason() != Reason.TOO_MANY_UNAUTHENTICATED) {
            connection.end(violation.reason(), violation.detail());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.end(TlsFailures.isOfNetwork(cause) ? Reason.BROKEN : Reason.HANDLER_FAILED, cause.toString());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Violation end = connection.end();
        if (end.reason().isRefusal()) {
            audit.refused(end.reason(), connection.remote().uri(), connection.address(), end.detail());
        }
        handler.closed(connection, end.reason(), end.detail());
    }
}
