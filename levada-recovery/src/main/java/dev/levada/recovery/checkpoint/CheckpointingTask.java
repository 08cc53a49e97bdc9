package dev.levada.recovery.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.Finality;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the snapshot of an epoch when its barrier has come on all inputs. The end of an input counts as the barrier of
 * every later epoch; where no input is left, as in a source, the coordinator's word is enough.
 *
 * <p>A task that overtakes what is on its way to it does not wait for all barriers: it takes the snapshot at the
 * coordinator's word, and in any case before it takes anything that a producer sent in the new epoch.
 *
 * <p>At least once nothing waits, and the snapshot is taken at the <em>last</em> barrier: what came early on other
 * inputs is in it and comes again after a restart, which is allowed at least once. Taken at the first barrier, what is
 * late on the others would be in nobody's snapshot and lost.
 */
final class CheckpointingTask implements TaskRecovery {
    private final Checkpoint.Mode mode;
    private final Set<ChannelId> seen = new LinkedHashSet<>();
    /** What outputs held at each cut that is not known to be complete: until then it may have to be sent again. */
    private final ArrayDeque<Cut> cuts = new ArrayDeque<>();

    private @Nullable TaskControl control;
    private long epoch;
    /** The epoch whose barriers are coming in; 0 if none are. */
    private long aligning;

    private long triggered;
    private long aborted;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Cut(long epoch, long[] tails) {}

    CheckpointingTask(Checkpoint.Mode mode) {
        this.mode = mode;
    }

    @Override
    public void attach(TaskControl newControl) {
        control = newControl;
        epoch = newControl.startEpoch();
    }

    @Override
    public Retention retention() {
        return mode.isExact() ? Retention.ACCEPTED : Retention.RELEASED;
    }

    @Override
    public Gaps gaps() {
        return mode.isExact() ? Gaps.NEVER : Gaps.AT_CONNECT;
    }

    @Override
    public Finality finality() {
        return mode.isExact() ? Finality.COMPLETE : Finality.NONE;
    }

    @Override
    public void sent(ChannelId channel, Element element) {}

    @Override
    public void barrier(ChannelId channel, Barrier barrier) {
        if (barrier.epoch() <= epoch || barrier.epoch() < aligning) {
            return; // of an epoch that began already, or was given up for a later one
        }
        if (barrier.epoch() <= aborted || mode == Checkpoint.Mode.UNALIGNED) {
            cut(barrier.epoch()); // given up, others may not have waited for all of its barriers: it may never end
            return;
        }
        if (barrier.epoch() > aligning) {
            dropAlignment();
            aligning = barrier.epoch();
        }
        seen.add(channel);
        if (mode.waits()) {
            requireNonNull(control).block();
        }
        cutWhenAligned();
    }

    private void dropAlignment() {
        boolean any = !seen.isEmpty();
        seen.clear();
        aligning = 0;
        if (any) {
            requireNonNull(control).unblock();
        }
    }

    /**
     * Behind the barrier, the end is not of the snapshot: a producer that goes back to it has not ended, and what it
     * sends again may be another's than it was.
     */
    @Override
    public void end(ChannelId channel) {
        if (seen.contains(channel)) {
            requireNonNull(control).block();
        }
    }

    @Override
    public void processed(ChannelId channel, Element element) {
        if (element instanceof EndOfStream) {
            cutWhenAligned();
        }
    }

    @Override
    public void finished() {
        requireNonNull(control).done();
        cutWhenAligned();
    }

    /** There is one epoch at a time: what was asked for before this one is complete, or was given up. */
    @Override
    public void trigger(long newEpoch, boolean atOnce) {
        triggered = Math.max(triggered, newEpoch);
        abort(newEpoch - 1);
        // Late word of an epoch is not followed if barriers of a later one have come in: that would forget these.
        boolean isNew = newEpoch > Math.max(epoch, aborted) && newEpoch >= aligning;
        boolean overtakes = atOnce && mode.overtakes() && isNew;
        if (overtakes && !requireNonNull(control).openInputs().isEmpty()) {
            cut(newEpoch);
        } else {
            cutWhenAligned();
        }
    }

    private void cutWhenAligned() {
        TaskControl task = requireNonNull(control);
        List<ChannelId> open = task.openInputs();
        if (open.isEmpty()) {
            // A task whose inputs have ended waits until its own end is out: barriers cannot follow an end.
            if (Math.max(triggered, aligning) > epoch && (task.beginsEpochs() || task.hasFinished())) {
                cut(Math.max(triggered, aligning));
            }
        } else if (aligning > epoch && seen.containsAll(open)) {
            cut(aligning);
        }
    }

    private void cut(long newEpoch) {
        TaskControl task = requireNonNull(control);
        epoch = newEpoch;
        if (newEpoch <= aborted) {
            task.pass(newEpoch);
        } else {
            cuts.add(new Cut(newEpoch, task.tails()));
            task.cut(newEpoch, false);
        }
        dropAlignment();
    }

    @Override
    public void complete(long complete) {
        TaskControl task = requireNonNull(control);
        task.commit(complete);
        Cut oldest;
        while ((oldest = cuts.peek()) != null && oldest.epoch() <= complete) {
            cuts.remove();
            if (oldest.epoch() == complete) {
                release(task, oldest);
            }
        }
    }

    private static void release(TaskControl task, Cut cut) {
        List<ChannelId> outputs = task.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            task.release(outputs.get(i), cut.tails()[i]);
        }
    }

    @Override
    public void cutAgain(long again, boolean snapshot) {
        if (!snapshot) {
            aborted = Math.max(aborted, again);
        }
        cut(again);
    }

    /** An epoch given up loses its snapshots only: its barriers are on their way, and others have begun it. */
    @Override
    public void abort(long gone) {
        aborted = Math.max(aborted, gone);
        if (aligning > epoch && aligning <= aborted) {
            cut(aligning);
        }
    }
}
