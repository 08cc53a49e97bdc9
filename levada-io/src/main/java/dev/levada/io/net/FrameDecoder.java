package dev.levada.io.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts messages together from {@link Frames}. Memory grows with the bytes that came, never with those announced. */
final class FrameDecoder extends ByteToMessageDecoder {
    /** Enough for any handshake, and little to lose to a stranger. */
    static final int MAX_UNAUTHENTICATED_BYTES = 16 * 1024;

    private int maxMessageBytes = MAX_UNAUTHENTICATED_BYTES;
    private boolean broken;
    private @Nullable ByteBuf begun;

    /** From the next message on, the peer may send what it is allowed to. */
    void authenticated(int maxBytes) {
        maxMessageBytes = maxBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
        } else if (in.readableBytes() >= Frames.LENGTH_BYTES) {
            decodeFrame(context, in, out);
        }
    }

    private void decodeFrame(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = in.getInt(in.readerIndex());
        int payloadBytes = length - Frames.FIXED_BYTES;
        if (payloadBytes < 0 || payloadBytes > Frames.MAX_PAYLOAD) {
            broken(context, Reason.BAD_FRAME, "a frame says it has %d bytes".formatted(length));
        } else if (begunBytes() + payloadBytes > maxMessageBytes) {
            String detail = "a message has more than the %d bytes allowed".formatted(maxMessageBytes);
            broken(context, Reason.MESSAGE_TOO_LARGE, detail);
        } else if (in.readableBytes() >= Frames.LENGTH_BYTES + length) {
            in.skipBytes(Frames.LENGTH_BYTES);
            int flags = in.readUnsignedByte();
            int crc = in.readInt();
            frame(context, length, flags, crc, in.readSlice(payloadBytes), out);
        }
    }

    private void frame(
            ChannelHandlerContext context, int length, int flags, int crc, ByteBuf payload, List<Object> out) {
        if (crc != Frames.checksum(length, flags, payload)) {
            broken(context, Reason.BAD_FRAME, "the checksum of a frame of %d bytes is wrong".formatted(length));
        } else if (flags == Frames.MORE && payload.readableBytes() == Frames.MAX_PAYLOAD) {
            begin(context).writeBytes(payload);
        } else if (flags == 0) {
            out.add(begun == null ? payload.retain() : begun.writeBytes(payload));
            begun = null;
        } else {
            broken(context, Reason.BAD_FRAME, "a frame of %d bytes has flags %d".formatted(length, flags));
        }
    }

    private ByteBuf begin(ChannelHandlerContext context) {
        if (begun == null) {
            begun = context.alloc().buffer(2 * Frames.MAX_PAYLOAD);
        }
        return begun;
    }

    private int begunBytes() {
        return begun == null ? 0 : begun.readableBytes();
    }

    private void broken(ChannelHandlerContext context, Reason reason, String detail) {
        broken = true;
        context.fireUserEventTriggered(new Violation(reason, detail));
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (begun != null) {
            begun.release();
            begun = null;
        }
    }
}
