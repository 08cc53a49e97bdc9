package dev.levada.node.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;

/** One connection: its first request is answered, what else comes is not read, and then it is closed. */
final class Requests extends SimpleChannelInboundHandler<HttpObject> {
    private final Answers answers;
    private boolean answered;

    Requests(Answers answers) {
        this.answers = answers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (answered || !(part instanceof HttpRequest request)) {
            return;
        }
        answered = true;
        context.writeAndFlush(
                        answers.to(request, String.valueOf(context.channel().remoteAddress())))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Connections.cut(context.channel()); // a caller that does not speak TLS, or went away: nothing of ours
    }
}
