package dev.levada.core.snapshot;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.Unreleased;
import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What a task has sent and may be asked for, as it lies in the store: each block names a channel and holds elements of
 * it, in order. Blocks are written as they are asked for, so that there is one at a time.
 */
final class SentOutput implements Iterator<byte[]> {
    private static final Codec<ChannelId> CHANNEL = Codecs.of(ChannelId.class);
    private static final int BLOCK_BYTES = 1 << 16;

    private final ElementCodec codec;
    private final Iterator<Map.Entry<ChannelId, Unreleased>> channels;
    private final ByteOutput out = new ByteOutput(256);
    private ChannelId channel;
    private Iterator<byte[]> written;
    private Iterator<Element> elements;

    private SentOutput(Map<ChannelId, Unreleased> sent, Codecs codecs) {
        this.codec = new ElementCodec(codecs);
        this.channels = sent.entrySet().iterator();
        Map.Entry<ChannelId, Unreleased> first = channels.next();
        this.channel = first.getKey();
        this.written = first.getValue().written().iterator();
        this.elements = first.getValue().elements().iterator();
    }

    /** The blocks that hold it; none if there is nothing. */
    static Iterator<byte[]> blocks(Map<ChannelId, Unreleased> sent, Codecs codecs) {
        return sent.isEmpty() ? List.<byte[]>of().iterator() : new SentOutput(sent, codecs);
    }

    @Override
    public boolean hasNext() {
        while (!channelHasNext() && channels.hasNext()) {
            Map.Entry<ChannelId, Unreleased> next = channels.next();
            channel = next.getKey();
            written = next.getValue().written().iterator();
            elements = next.getValue().elements().iterator();
        }
        return channelHasNext();
    }

    private boolean channelHasNext() {
        return written.hasNext() || elements.hasNext();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all that was sent is written");
        }
        out.clear();
        CHANNEL.write(channel, out);
        if (written.hasNext()) {
            byte[] run = written.next();
            out.writeBytes(run, 0, run.length);
            return out.toByteArray();
        }
        while (elements.hasNext() && out.size() < BLOCK_BYTES) {
            codec.write(elements.next(), out);
        }
        return out.toByteArray();
    }

    /**
     * What blocks hold.
     *
     * @throws dev.levada.api.codec.CorruptBytesException if these are no such blocks
     */
    static Map<ChannelId, List<Element>> read(Iterator<byte[]> blocks, Codecs codecs) {
        ElementCodec codec = new ElementCodec(codecs);
        Map<ChannelId, List<Element>> sent = new LinkedHashMap<>();
        while (blocks.hasNext()) {
            ByteInput in = new ByteInput(blocks.next());
            List<Element> held = sent.computeIfAbsent(CHANNEL.read(in), any -> new ArrayList<>());
            while (in.remaining() > 0) {
                held.add(codec.read(in));
            }
        }
        return sent;
    }
}
