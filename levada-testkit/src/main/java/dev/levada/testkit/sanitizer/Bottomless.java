package dev.levada.testkit.sanitizer;

import dev.levada.core.channel.OutputChannel;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** A channel that takes all and has room for ever. */
record Bottomless(ChannelId id) implements OutputChannel {

    @Override
    public boolean offer(Element element) {
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
