package dev.levada.cluster.replay;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A channel between two tasks of a replay, which take turns: it always has room. */
final class Pipe implements InputChannel, OutputChannel {
    private final ChannelId id;
    private final Queue<Element> elements = new ArrayDeque<>();

    Pipe(ChannelId id) {
        this.id = id;
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public boolean offer(Element element) {
        return elements.add(element);
    }

    @Override
    public @Nullable Element poll() {
        return elements.poll();
    }

    @Override
    public int waiting() {
        return elements.size();
    }

    @Override
    public boolean producerLost() {
        return false;
    }

    @Override
    public boolean consumerLost() {
        return false;
    }

    @Override
    public void abandon() {
        elements.clear();
    }

    @Override
    public void lose() {}
}
