package dev.levada.core.recovery;

import dev.levada.core.plan.ChannelId;
import java.util.List;
import java.util.Map;

/** Passes everything on to a task; what is built on it does something else. */
public class ForwardingControl implements TaskControl {
    private final TaskControl other;

    public ForwardingControl(TaskControl other) {
        this.other = other;
    }

    @Override
    public long startEpoch() {
        return other.startEpoch();
    }

    @Override
    public long startWindow() {
        return other.startWindow();
    }

    @Override
    public long attempt() {
        return other.attempt();
    }

    @Override
    public boolean beginsEpochs() {
        return other.beginsEpochs();
    }

    @Override
    public List<ChannelId> openInputs() {
        return other.openInputs();
    }

    @Override
    public List<ChannelId> outputs() {
        return other.outputs();
    }

    @Override
    public long[] tails() {
        return other.tails();
    }

    @Override
    public Map<ChannelId, Long> nextSequences() {
        return other.nextSequences();
    }

    @Override
    public boolean hasFinished() {
        return other.hasFinished();
    }

    @Override
    public void block() {
        other.block();
    }

    @Override
    public void unblock() {
        other.unblock();
    }

    @Override
    public void unblock(ChannelId input) {
        other.unblock(input);
    }

    @Override
    public void cut(long epoch, boolean holdsSent) {
        other.cut(epoch, holdsSent);
    }

    @Override
    public boolean endWindow(long number) {
        return other.endWindow(number);
    }

    @Override
    public void pass(long epoch) {
        other.pass(epoch);
    }

    @Override
    public void commit(long epoch) {
        other.commit(epoch);
    }

    @Override
    public LogControl log() {
        return other.log();
    }

    @Override
    public List<SourcePositions.Shown> prepareAlone(long number) {
        return other.prepareAlone(number);
    }

    @Override
    public void commitAlone(long number) {
        other.commitAlone(number);
    }

    @Override
    public void done() {
        other.done();
    }

    @Override
    public void open(long upTo) {
        other.open(upTo);
    }

    @Override
    public boolean holdsAllSent() {
        return other.holdsAllSent();
    }

    @Override
    public void release(ChannelId output, long upTo) {
        other.release(output, upTo);
    }

    @Override
    public void acknowledge(ChannelId input, long upTo) {
        other.acknowledge(input, upTo);
    }

    @Override
    public SourcePositions positions() {
        return other.positions();
    }

    @Override
    public boolean record(SourcePositions positions) {
        return other.record(positions);
    }
}
