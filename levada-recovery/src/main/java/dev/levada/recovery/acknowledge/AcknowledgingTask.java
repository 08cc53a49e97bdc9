package dev.levada.recovery.acknowledge;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes, after each input, up to where the outputs had grown: when the consumers have acknowledged that much, and sinks
 * have shown what they were given by then, the input is done. Inputs are done in the order in which they were
 * processed, so what is done on a channel is one number.
 */
final class AcknowledgingTask implements TaskRecovery {
    /** How often sinks show what they have and acknowledgements go out. */
    private static final long INTERVAL_NANOS = 10_000_000;
    /** Room for the numbers of an attempt's own commits, so that they grow from one attempt to the next. */
    private static final int NUMBER_BITS = 40;

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final Map<ChannelId, Long> doneUpTo = new LinkedHashMap<>();
    private @Nullable TaskControl control;
    private List<ChannelId> outputs = List.of();
    private long[] acknowledged = new long[0];
    private @Nullable SourcePositions donePositions;
    /** What a later attempt is to go on from. */
    private SourcePositions progress = SourcePositions.none();
    /** The number under which sinks prepared their output last, and the one up to which it shows. */
    private long prepared;

    private long shown;
    private long dueNanos;
    private long triggered;
    private long cut;
    private boolean finished;
    private boolean done;

    /**
     * Up to where the outputs had grown after an input.
     *
     * @param input the channel, or null if a source was read
     * @param positions where the sources stood, or null
     * @param show how often sinks must have shown their output
     */
    private record Mark(
            @Nullable ChannelId input,
            long sequence,
            @Nullable SourcePositions positions,
            List<Long> tails,
            long show) {}

    @Override
    public void attach(TaskControl newControl) {
        control = newControl;
        outputs = newControl.outputs();
        acknowledged = newControl.tails(); // what an earlier attempt sent is not this one's affair
        shown = newControl.attempt() << NUMBER_BITS;
        prepared = shown;
    }

    @Override
    public Retention retention() {
        return Retention.RELEASED;
    }

    @Override
    public Gaps gaps() {
        return Gaps.AT_CONNECT;
    }

    @Override
    public void sent(ChannelId channel, Element element) {}

    @Override
    public void processed(ChannelId channel, Element element) {
        marks.add(new Mark(channel, element.lastSequence(), null, tails(), prepared + 1));
    }

    @Override
    public void sourceRead() {
        marks.add(new Mark(null, 0, requireNonNull(control).positions(), tails(), prepared + 1));
    }

    private List<Long> tails() {
        return Arrays.stream(requireNonNull(control).tails()).boxed().toList();
    }

    @Override
    public void flushed(long nowNanos) {
        if (marks.isEmpty()) {
            dueNanos = 0;
        } else if (dueNanos == 0 || nowNanos - dueNanos >= 0) {
            dueNanos = nowNanos + INTERVAL_NANOS;
            show();
        }
    }

    /** Has sinks show what they were given; where they must be able to find it again, that is recorded first. */
    private void show() {
        if (prepared != shown) {
            return; // still being recorded
        }
        TaskControl task = requireNonNull(control);
        prepared++;
        List<SourcePositions.Shown> toShow = task.prepareAlone(prepared);
        if (toShow.isEmpty()) {
            showPrepared();
            return;
        }
        progress = progress.with(toShow);
        if (task.record(progress)) {
            showPrepared();
        }
    }

    @Override
    public void recorded(SourcePositions positions) {
        if (positions.shown().stream().anyMatch(each -> each.number() == prepared)) {
            showPrepared();
        }
    }

    private void showPrepared() {
        if (prepared != shown) {
            shown = prepared;
            requireNonNull(control).commitAlone(shown);
            settle();
        }
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        int index = outputs.indexOf(channel);
        if (index >= 0 && upTo > acknowledged[index]) {
            acknowledged[index] = upTo;
            requireNonNull(control).release(channel, upTo);
            settle();
        }
    }

    /** Takes out the marks that are done, and tells those who wait for it. */
    private void settle() {
        Mark oldest;
        while ((oldest = marks.peek()) != null && isDone(oldest)) {
            marks.remove();
            if (oldest.input() != null) {
                doneUpTo.put(oldest.input(), oldest.sequence());
            } else {
                donePositions = oldest.positions();
            }
        }
        TaskControl task = requireNonNull(control);
        doneUpTo.forEach(task::acknowledge);
        doneUpTo.clear();
        if (donePositions != null) {
            progress = donePositions.with(progress.shown());
            donePositions = null;
            task.record(progress);
        }
        if (finished && marks.isEmpty() && !done) {
            done = true;
            task.done();
        }
        cutIfAsked();
    }

    private boolean isDone(Mark mark) {
        for (int i = 0; i < acknowledged.length; i++) {
            if (acknowledged[i] < mark.tails().get(i)) {
                return false;
            }
        }
        return mark.show() <= shown;
    }

    /** The end says that nothing will be sent again: it waits until nothing can be asked for. */
    @Override
    public boolean mayEnd() {
        long[] tails = requireNonNull(control).tails();
        for (int i = 0; i < tails.length; i++) {
            if (acknowledged[i] < tails[i]) {
                return false;
            }
        }
        return marks.isEmpty();
    }

    @Override
    public long dueNanos() {
        return marks.isEmpty() ? 0 : dueNanos;
    }

    @Override
    public void finished() {
        finished = true;
        settle();
    }

    @Override
    public void trigger(long epoch, boolean atOnce) {
        triggered = Math.max(triggered, epoch);
        cutIfAsked();
    }

    /** The job's only epoch ends when nothing is left that somebody may have to get again. */
    private void cutIfAsked() {
        if (triggered > cut && finished && marks.isEmpty()) {
            cut = triggered;
            requireNonNull(control).cut(triggered, false);
        }
    }

    @Override
    public void complete(long epoch) {
        requireNonNull(control).commit(epoch);
    }
}
