package dev.levada.recovery.hybrid;

import static java.util.Objects.requireNonNull;

import dev.levada.core.element.Barrier;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.CutPositions;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task that reads others through gates. What comes from there is of epochs that are complete, so it is read as a
 * source is: the task ends an epoch wherever it stands in it, behind the barriers of its other inputs, or at the
 * coordinator's word if there are none. What it has taken by an epoch that is complete it never asks for again.
 *
 * <p>Nothing else is promised through a gate, whatever its own protocol would promise: if more workers are lost than
 * others make up for, the task begins anew from the last complete epoch, and those before the gate stay.
 */
final class GatedInputs extends ForwardingRecovery {
    private final Set<ChannelId> gated;
    private final CutPositions next = new CutPositions();

    private @Nullable TaskControl task;

    /** @param own takes aligned snapshots */
    GatedInputs(TaskRecovery own, Set<ChannelId> gated) {
        super(own);
        this.gated = gated;
    }

    @Override
    public void attach(TaskControl control) {
        task = control;
        super.attach(new ForwardingControl(control) {
            @Override
            public List<ChannelId> openInputs() {
                return super.openInputs().stream()
                        .filter(input -> !gated.contains(input))
                        .toList();
            }

            @Override
            public boolean beginsEpochs() {
                return super.beginsEpochs() || super.openInputs().stream().anyMatch(gated::contains);
            }

            @Override
            public void cut(long epoch, boolean holdsSent) {
                next.add(epoch, nextSequences());
                super.cut(epoch, holdsSent);
            }

            @Override
            public void acknowledge(ChannelId input, long upTo) {
                if (!gated.contains(input)) {
                    super.acknowledge(input, upTo);
                }
            }
        });
    }

    @Override
    public boolean alignsOn(ChannelId input) {
        return !gated.contains(input) && super.alignsOn(input);
    }

    /** Of an epoch that is over. */
    @Override
    public void barrier(ChannelId channel, Barrier barrier) {
        if (!gated.contains(channel)) {
            super.barrier(channel, barrier);
        }
    }

    @Override
    public void complete(long epoch) {
        super.complete(epoch);
        next.take(epoch).forEach((input, first) -> {
            if (gated.contains(input)) {
                requireNonNull(task).acknowledge(input, first - 1);
            }
        });
    }
}
