package dev.levada.testkit.world;

import dev.levada.cluster.worker.Attempt;
import dev.levada.core.channel.Gaps;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskRecovery;
import java.util.LinkedHashMap;
import java.util.Map;

/** A protocol beside a task, and a witness of what it sees: numbers that are dense, or at least grow. */
final class WatchedRecovery extends ForwardingRecovery {
    private final World world;
    private final Attempt attempt;
    private final Map<ChannelId, Long> processed = new LinkedHashMap<>();

    WatchedRecovery(TaskRecovery watched, World world, Attempt attempt) {
        super(watched);
        this.world = world;
        this.attempt = attempt;
    }

    private void see(ChannelId channel, Element element) {
        Long last = processed.put(channel, element.lastSequence());
        if (last == null) {
            return;
        }
        boolean goesBack = element.lastSequence() <= last;
        boolean skips = gaps() == Gaps.NEVER && element.firstSequence() > last + 1;
        if (goesBack || skips) {
            world.violated("task %s, attempt %d, processed %d..%d of %s after %d"
                    .formatted(
                            attempt.id(),
                            attempt.number(),
                            element.firstSequence(),
                            element.lastSequence(),
                            channel,
                            last));
        }
    }

    @Override
    public void processed(ChannelId channel, Element element) {
        see(channel, element);
        super.processed(channel, element);
    }

    @Override
    public void barrier(ChannelId channel, Barrier barrier) {
        see(channel, barrier);
        super.barrier(channel, barrier);
    }
}
