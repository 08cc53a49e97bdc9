package dev.levada.cluster.worker;

import dev.levada.core.channel.Frame;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.channel.OutputChannel;
import java.util.function.ObjLongConsumer;

/**
 * A connection within this process: elements go by reference, and it does not break. Both ends hold the same one.
 *
 * @param acknowledgements told what the consumer does not want again, on its thread
 */
public record LocalConnection(OpenRequest request, LocalChannel channel, ObjLongConsumer<Connection> acknowledgements)
        implements Connection {

    @Override
    public OutputChannel output() {
        return channel;
    }

    @Override
    public InputChannel input() {
        return channel;
    }

    @Override
    public void acknowledge(long upTo) {
        acknowledgements.accept(this, upTo);
    }

    @Override
    public int frame(Frame frame) {
        throw new IllegalStateException("channel %s carries elements itself".formatted(channel.id()));
    }

    @Override
    public void report(long arrived, long granted) {
        throw new IllegalStateException("channel %s says itself what room there is".formatted(channel.id()));
    }

    @Override
    public void leave() {}

    @Override
    public void breakDown() {}
}
