package dev.levada.core.recovery;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/** Passes everything on to another protocol; what is built on it does something on the way. */
public class ForwardingRecovery implements TaskRecovery {
    private final TaskRecovery other;

    public ForwardingRecovery(TaskRecovery other) {
        this.other = other;
    }

    @Override
    public void attach(TaskControl control) {
        other.attach(control);
    }

    @Override
    public Retention retention() {
        return other.retention();
    }

    @Override
    public Gaps gaps() {
        return other.gaps();
    }

    @Override
    public boolean positionFirst() {
        return other.positionFirst();
    }

    @Override
    public void sent(ChannelId channel, Element element) {
        other.sent(channel, element);
    }

    @Override
    public long gate() {
        return other.gate();
    }

    @Override
    public boolean holdsBack(ChannelId channel) {
        return other.holdsBack(channel);
    }

    @Override
    public boolean logs() {
        return other.logs();
    }

    @Override
    public boolean logsContent() {
        return other.logsContent();
    }

    @Override
    public boolean mergesInputs() {
        return other.mergesInputs();
    }

    @Override
    public Finality finality() {
        return other.finality();
    }

    @Override
    public boolean mayTake() {
        return other.mayTake();
    }

    @Override
    public void stable(long upTo) {
        other.stable(upTo);
    }

    @Override
    public void cutAgain(long epoch, boolean snapshot) {
        other.cutAgain(epoch, snapshot);
    }

    @Override
    public void windowAgain(long number) {
        other.windowAgain(number);
    }

    @Override
    public void processed(ChannelId channel, Element element) {
        other.processed(channel, element);
    }

    @Override
    public void sourceRead() {
        other.sourceRead();
    }

    @Override
    public void barrier(ChannelId channel, Barrier barrier) {
        other.barrier(channel, barrier);
    }

    @Override
    public boolean alignsOn(ChannelId input) {
        return other.alignsOn(input);
    }

    @Override
    public void end(ChannelId channel) {
        other.end(channel);
    }

    @Override
    public void flushed(long nowNanos) {
        other.flushed(nowNanos);
    }

    @Override
    public void finished() {
        other.finished();
    }

    @Override
    public void trigger(long epoch, boolean atOnce) {
        other.trigger(epoch, atOnce);
    }

    @Override
    public void stored(long epoch) {
        other.stored(epoch);
    }

    @Override
    public void windowStored(long epoch, long number) {
        other.windowStored(epoch, number);
    }

    @Override
    public void complete(long epoch) {
        other.complete(epoch);
    }

    @Override
    public void abort(long epoch) {
        other.abort(epoch);
    }

    @Override
    public void acknowledged(ChannelId channel, long upTo) {
        other.acknowledged(channel, upTo);
    }

    @Override
    public void recorded(SourcePositions positions) {
        other.recorded(positions);
    }

    @Override
    public boolean mayEnd() {
        return other.mayEnd();
    }

    @Override
    public boolean endsBehind() {
        return other.endsBehind();
    }

    @Override
    public long dueNanos() {
        return other.dueNanos();
    }
}
