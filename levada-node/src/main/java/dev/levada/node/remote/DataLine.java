package dev.levada.node.remote;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.Frame;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.io.net.Connection;
import dev.levada.io.time.SystemTime;
import dev.levada.node.worker.TaskRunner;
import dev.levada.recovery.log.replica.Copies;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The connection to one other worker, and the channels that it carries, each under a number that the producer's end
 * gives it. What arrives is read on the connection's I/O thread; each channel is written by the thread of its task.
 *
 * <pre>
 *   ASK     wish                       consumer to producer
 *   OPENED  number, wish               producer to consumer
 *   FRAME   number, attempt, element   producer to consumer
 *   REPORT  number, arrived, granted   consumer to producer
 *   ACK     number, up to              consumer to producer
 *   BROKEN  number, whose              the sender's task is gone
 *   COPY    round, up to, slices       to be held in memory
 *   HELD    up to                      what was asked for is
 * </pre>
 */
final class DataLine {
    private static final int ASK = 1;
    private static final int OPENED = 2;
    private static final int FRAME = 3;
    private static final int REPORT = 4;
    private static final int ACK = 5;
    private static final int BROKEN_BY_PRODUCER = 6;
    private static final int BROKEN_BY_CONSUMER = 7;
    private static final int COPY = 8;
    private static final int HELD = 9;
    /** What is kept for the next message; a longer one gets its own, and so does a frame, which others read. */
    private static final int BUFFER_BYTES = 4 << 10;
    /** How long ago the last messages went, at most, for the next ones to wait for the end of a pass. */
    private static final long LULL_NANOS = 1_000_000;

    private static final Codec<OpenRequest> WISHES = Codecs.of(OpenRequest.class);

    private final Connection tcp;
    private final Location other;
    private final TaskRunner tasks;
    private final Codecs codecs;
    /** For the I/O thread alone; whatever is read out of it is a copy. */
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private final Traffic sent;
    private final Traffic received = new Traffic(() -> 0);
    private final Runnable flush = this::flush;
    private volatile long flushedNanos = SystemTime.nanos();

    private final AtomicLong numbers = new AtomicLong();
    /** Those whose producer is here. */
    private final Map<Long, RemoteConnection> outgoing = new ConcurrentHashMap<>();
    /** Those whose consumer is here. */
    private final Map<Long, RemoteConnection> incoming = new ConcurrentHashMap<>();
    /** Those of consumers here that were not granted yet, as far as is known. */
    private final Map<ChannelId, OpenRequest> wishes = new ConcurrentHashMap<>();

    DataLine(Connection tcp, Location other, TaskRunner tasks, Codecs codecs) {
        this.tcp = tcp;
        this.other = other;
        this.tasks = tasks;
        this.codecs = codecs;
        this.sent = new Traffic(tcp::queuedBytes);
    }

    Connection tcp() {
        return tcp;
    }

    /** The frames to the other worker. */
    Traffic sent() {
        return sent;
    }

    /** The frames from the other worker. */
    Traffic received() {
        return received;
    }

    // What is sent

    void ask(OpenRequest request) {
        wishes.put(request.channel(), request);
        ByteOutput out = new ByteOutput(128);
        out.writeByte(ASK);
        WISHES.write(request, out);
        send(out);
    }

    /** On the producer's thread. */
    RemoteConnection accept(OpenRequest request) {
        RemoteConnection connection = connection(numbers.incrementAndGet(), request, true);
        outgoing.put(connection.number(), connection);
        ByteOutput out = head(OPENED, connection.number());
        WISHES.write(request, out);
        send(out);
        return connection;
    }

    private RemoteConnection connection(long number, OpenRequest request, boolean producer) {
        return new RemoteConnection(this, number, request, producer, new ElementCodec(codecs));
    }

    /** @param out for this call, and then the caller's again */
    int frame(RemoteConnection by, Frame frame, ElementCodec codec, ByteOutput out) {
        out.clear();
        out.writeByte(FRAME);
        out.writeVarLong(by.number());
        out.writeVarLong(frame.attempt());
        out.writeLength(frame.attached().length);
        out.writeBytes(frame.attached(), 0, frame.attached().length);
        codec.write(frame.element(), out);
        sendSoon(by, out);
        sent.add(out.size(), frame.element());
        return out.size();
    }

    void report(RemoteConnection by, long arrived, long granted) {
        ByteOutput out = head(REPORT, by.number());
        out.writeVarLong(arrived);
        out.writeVarLong(granted);
        sendSoon(by, out);
    }

    void acknowledge(long number, long upTo) {
        ByteOutput out = head(ACK, number);
        out.writeVarLong(upTo);
        send(out);
    }

    void copy(Copies.Copy copy) {
        ByteOutput out = new ByteOutput(copy.slices().length + 32);
        out.writeByte(COPY);
        out.writeVarLong(copy.round());
        out.writeVarLong(copy.upTo());
        out.writeBytes(copy.slices(), 0, copy.slices().length);
        send(out);
    }

    void held(long upTo) {
        send(head(HELD, upTo));
    }

    void breakDown(RemoteConnection connection) {
        forget(connection);
        send(head(connection.isProducer() ? BROKEN_BY_PRODUCER : BROKEN_BY_CONSUMER, connection.number()));
    }

    void forget(RemoteConnection connection) {
        (connection.isProducer() ? outgoing : incoming).remove(connection.number(), connection);
    }

    private static ByteOutput head(int kind, long number) {
        ByteOutput out = new ByteOutput(32);
        out.writeByte(kind);
        out.writeVarLong(number);
        return out;
    }

    private void send(ByteOutput out) {
        tcp.sendNow(out.array(), 0, out.size());
    }

    /**
     * Sends when the loop of the task at this end has given all of its tasks their turns: what they have to say by then
     * takes one wake-up of the I/O thread, and few writes. After a lull it goes at once.
     */
    private void sendSoon(RemoteConnection by, ByteOutput out) {
        tcp.send(out.array(), 0, out.size());
        if (SystemTime.nanos() - flushedNanos > LULL_NANOS) {
            flush();
        } else {
            tasks.afterPass(by.task(), flush);
        }
    }

    private void flush() {
        flushedNanos = SystemTime.nanos();
        tcp.flush();
    }

    // What arrives

    /** @throws CorruptBytesException if this is no message */
    void received(ByteBuffer message) {
        int length = message.remaining();
        boolean isFrame = length > 0 && message.get(message.position()) == FRAME;
        byte[] bytes = isFrame || length > BUFFER_BYTES ? new byte[length] : buffer;
        message.get(bytes, 0, length);
        ByteInput in = new ByteInput(bytes, 0, length);
        int kind = in.readByte();
        if (kind == ASK) {
            tasks.asked(WISHES.read(in));
            return;
        }
        long number = in.readVarLong();
        switch (kind) {
            case OPENED -> opened(number, WISHES.read(in));
            case FRAME -> frame(number, in.readVarLong(), in);
            case REPORT -> reported(number, in.readVarLong(), in.readVarLong());
            case ACK -> acknowledged(number, in.readVarLong());
            case BROKEN_BY_PRODUCER -> broken(incoming.remove(number));
            case BROKEN_BY_CONSUMER -> broken(outgoing.remove(number));
            case COPY -> tasks.hold(other, new Copies.Copy(number, in.readVarLong(), in.readBytes(in.remaining())));
            case HELD -> tasks.held(other, number);
            default -> throw new CorruptBytesException("there is no message of kind " + kind);
        }
    }

    private void opened(long number, OpenRequest request) {
        RemoteConnection connection = connection(number, request, false);
        incoming.put(number, connection);
        wishes.remove(request.channel(), request);
        atConsumer(connection, attempt -> attempt.opened(connection));
    }

    /** The element is read where it is used: its bytes take less room till then, and its values are young there. */
    private void frame(long number, long attempt, ByteInput in) {
        RemoteConnection connection = incoming.get(number);
        if (connection != null) {
            int bytes = in.remaining();
            connection.received(bytes);
            atConsumer(
                    connection,
                    each -> each.frame(connection, () -> {
                        Frame frame = connection.read(attempt, in);
                        received.add(bytes, frame.element());
                        return frame;
                    }));
        }
    }

    private void reported(long number, long arrived, long granted) {
        RemoteConnection connection = outgoing.get(number);
        if (connection != null) {
            atProducer(connection, each -> each.report(connection, arrived, granted));
        }
    }

    private void acknowledged(long number, long upTo) {
        RemoteConnection connection = outgoing.get(number);
        if (connection != null) {
            atProducer(connection, each -> each.acknowledged(connection, upTo));
        }
    }

    /** The connection is gone, and all channels over it. */
    void broken() {
        incoming.values().forEach(this::broken);
        outgoing.values().forEach(this::broken);
        incoming.clear();
        outgoing.clear();
        // They may have been granted, and the answer lost: a producer grants each number once.
        wishes.values()
                .forEach(wish -> tasks.worker()
                        .with(
                                wish.channel().consumer(),
                                wish.consumerAttempt(),
                                each -> each.broken(new NoConnection(wish))));
        wishes.clear();
    }

    private void broken(@org.jspecify.annotations.Nullable RemoteConnection connection) {
        if (connection == null) {
            return;
        }
        if (connection.isProducer()) {
            atProducer(connection, each -> each.broken(connection));
        } else {
            atConsumer(connection, each -> each.broken(connection));
        }
    }

    private void atConsumer(RemoteConnection connection, Consumer<Attempt> deed) {
        OpenRequest request = connection.request();
        tasks.worker().with(request.channel().consumer(), request.consumerAttempt(), deed);
    }

    private void atProducer(RemoteConnection connection, Consumer<Attempt> deed) {
        OpenRequest request = connection.request();
        tasks.worker().with(request.channel().producer(), request.producerAttempt(), deed);
    }
}
