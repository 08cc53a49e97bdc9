package dev.levada.node.remote;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.Frame;
import dev.levada.core.plan.TaskId;

/** One end of a channel to another worker. Used by the thread of the task at this end. */
final class RemoteConnection implements Connection {
    /**
     * How much room there must be that was not reported yet, in elements. Well below what a consumer grants in all, so
     * that a producer that has used up its grant always hears of more.
     */
    private static final int REPORT_EVERY = 4;
    /** From this size on few elements use up the producer's budget, so it hears of each that is taken. */
    private static final int BIG_BYTES = 64 << 10;

    private final DataLine line;
    private final long number;
    private final OpenRequest request;
    private final boolean producer;
    private final ElementCodec codec;
    private final ByteOutput buffer;
    private volatile boolean big;
    private long reportedGranted;

    /** @param producer whether this is the producer's end */
    RemoteConnection(DataLine line, long number, OpenRequest request, boolean producer, ElementCodec codec) {
        this.line = line;
        this.number = number;
        this.request = request;
        this.producer = producer;
        this.codec = codec;
        this.buffer = new ByteOutput(producer ? 16 << 10 : 16);
        this.reportedGranted = request.granted();
    }

    long number() {
        return number;
    }

    boolean isProducer() {
        return producer;
    }

    /** The one at this end. */
    TaskId task() {
        return producer ? request.channel().producer() : request.channel().consumer();
    }

    @Override
    public OpenRequest request() {
        return request;
    }

    @Override
    public int frame(Frame frame) {
        return line.frame(this, frame, codec, buffer);
    }

    /** @throws dev.levada.api.codec.CorruptBytesException if there is no element */
    Frame read(long attempt, ByteInput in) {
        byte[] attached = in.readBytes(in.readLength());
        return new Frame(request.channel(), attempt, codec.read(in), attached);
    }

    /** A frame has arrived; on the I/O thread. */
    void received(int bytes) {
        if (bytes > BIG_BYTES) {
            big = true;
        }
    }

    @Override
    public void report(long arrived, long granted) {
        if (big || granted - reportedGranted >= REPORT_EVERY) {
            reportedGranted = granted;
            line.report(this, arrived, granted);
        }
    }

    @Override
    public void acknowledge(long upTo) {
        line.acknowledge(number, upTo);
    }

    @Override
    public void leave() {
        line.forget(this);
    }

    @Override
    public void breakDown() {
        line.breakDown(this);
    }
}
