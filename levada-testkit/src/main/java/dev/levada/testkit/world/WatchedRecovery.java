package dev.levada.testkit.world;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.LinkedHashMap;
import java.util.Map;

/** A protocol beside a task, and a witness of what it sees: numbers that are dense, or at least grow. */
final class WatchedRecovery implements TaskRecovery {
    private final TaskRecovery watched;
    private final Attempt attempt;
    private final Map<ChannelId, Long> processed = new LinkedHashMap<>();

    WatchedRecovery(TaskRecovery watched, Attempt attempt) {
        this.watched = watched;
        this.attempt = attempt;
    }

    private void see(ChannelId channel, Element element) {
        Long last = processed.put(channel, element.lastSequence());
        if (last == null) {
            return;
        }
        boolean goesBack = element.lastSequence() <= last;
        boolean skips = watched.gaps() == Gaps.NEVER && element.firstSequence() > last + 1;
        if (goesBack || skips) {
            attempt.world.violated("task %s, attempt %d, processed %d..%d of %s after %d"
                    .formatted(
                            attempt.id,
                            attempt.number,
                            element.firstSequence(),
                            element.lastSequence(),
                            channel,
                            last));
        }
    }

    @Override
    public void attach(TaskControl control) {
        watched.attach(control);
    }

    @Override
    public Retention retention() {
        return watched.retention();
    }

    @Override
    public Gaps gaps() {
        return watched.gaps();
    }

    @Override
    public boolean positionFirst() {
        return watched.positionFirst();
    }

    @Override
    public void sent(ChannelId channel, Element element) {
        watched.sent(channel, element);
    }

    @Override
    public void processed(ChannelId channel, Element element) {
        see(channel, element);
        watched.processed(channel, element);
    }

    @Override
    public void sourceRead() {
        watched.sourceRead();
    }

    @Override
    public void barrier(ChannelId channel, Barrier barrier) {
        see(channel, barrier);
        watched.barrier(channel, barrier);
    }

    @Override
    public void flushed(long nowNanos) {
        watched.flushed(nowNanos);
    }

    @Override
    public void finished() {
        watched.finished();
    }

    @Override
    public void trigger(long epoch) {
        watched.trigger(epoch);
    }

    @Override
    public void complete(long epoch) {
        watched.complete(epoch);
    }

    @Override
    public void abort(long epoch) {
        watched.abort(epoch);
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        watched.acknowledged(channel, upTo);
    }

    @Override
    public long dueNanos() {
        return watched.dueNanos();
    }
}
