package dev.levada.recovery.backtrack;

import static java.util.Objects.requireNonNull;

import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes several inputs in an order that follows from them, so that another attempt needs no log to take them in the
 * same. Each waits at its barrier until all are at one: whether an epoch ends there depends on nothing else, and not on
 * when somebody heard that it was given up. If it is the same barrier everywhere, the epoch ends; otherwise some
 * producer had begun a later one at once, and those behind go on to that.
 */
final class MergingTask extends ForwardingRecovery {
    private final Map<ChannelId, Barrier> waiting = new LinkedHashMap<>();
    private @Nullable TaskControl task;

    /** @param cuts takes aligned snapshots */
    MergingTask(TaskRecovery cuts) {
        super(cuts);
    }

    private TaskControl task() {
        return requireNonNull(task);
    }

    /** What blocks inputs here is not the alignment of the snapshots. */
    @Override
    public void attach(TaskControl control) {
        task = control;
        super.attach(new ForwardingControl(control) {
            @Override
            public void block() {}

            @Override
            public void unblock() {}
        });
    }

    @Override
    public boolean mergesInputs() {
        return true;
    }

    @Override
    public void barrier(ChannelId channel, Barrier barrier) {
        waiting.put(channel, barrier);
        task().block();
        goOn();
    }

    @Override
    public void processed(ChannelId channel, Element element) {
        super.processed(channel, element);
        if (element instanceof EndOfStream) {
            goOn();
        }
    }

    private void goOn() {
        if (waiting.isEmpty() || !waiting.keySet().containsAll(task().openInputs())) {
            return;
        }
        long last = waiting.values().stream().mapToLong(Barrier::epoch).max().orElse(0);
        List<ChannelId> behind = new ArrayList<>();
        waiting.forEach((channel, barrier) -> {
            if (barrier.epoch() < last) {
                behind.add(channel);
            }
        });
        if (behind.isEmpty()) {
            Map<ChannelId, Barrier> all = new LinkedHashMap<>(waiting);
            waiting.clear();
            all.forEach(super::barrier);
            task().unblock();
        } else {
            waiting.keySet().removeAll(behind);
            behind.forEach(task()::unblock);
        }
    }
}
