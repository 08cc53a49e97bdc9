package dev.levada.cluster.replay;

import dev.levada.core.channel.OutputChannel;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.function.Consumer;

/** A channel to a task that is not there: what leaves is heard, and dropped. */
record OpenEnd(ChannelId id, Consumer<Element> heard) implements OutputChannel {

    @Override
    public boolean offer(Element element) {
        heard.accept(element);
        return true;
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public boolean consumerLost() {
        return false;
    }

    @Override
    public void lose() {}
}
