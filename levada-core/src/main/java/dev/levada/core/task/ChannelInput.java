package dev.levada.core.task;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.ElementHandler;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes elements from the channels in turn, and their values one by one. */
final class ChannelInput implements TaskInput, ElementHandler {
    private final List<InputChannel> open;
    private final Station head;
    private final OutputGate output;
    private final TaskRecovery recovery;
    private final LatencyListener latency;
    private final List<Batch> finished = new ArrayList<>();
    private int turn;
    private @Nullable InputChannel channel;
    private @Nullable Batch batch;
    private int position;

    ChannelInput(
            List<InputChannel> channels,
            Station head,
            OutputGate output,
            TaskRecovery recovery,
            LatencyListener latency) {
        this.open = new ArrayList<>(channels);
        this.head = head;
        this.output = output;
        this.recovery = recovery;
        this.latency = latency;
    }

    @Override
    public int read(int maxRecords, long nowNanos) {
        int handled = 0;
        while (handled < maxRecords && !output.blocked()) {
            if (batch == null && !takeNext()) {
                break;
            }
            handled += processBatch(maxRecords - handled);
        }
        return handled;
    }

    private int processBatch(int maxRecords) {
        Batch values = batch;
        if (values == null) {
            return 0;
        }
        int start = position;
        int end = Math.min(values.size(), start + maxRecords);
        output.bornNanos(values.bornNanos());
        int next = start;
        while (next < end && !output.blocked()) {
            head.accept(values.value(next), values.hash(next));
            next++;
        }
        position = next;
        if (next == values.size()) {
            finish(values);
        }
        return next - start;
    }

    private void finish(Batch values) {
        if (channel != null) {
            recovery.processed(channel.id(), values);
        }
        finished.add(values);
        batch = null;
        position = 0;
    }

    @Override
    public void reportLatency(long nowNanos) {
        for (int i = 0; i < finished.size(); i++) {
            latency.recorded(
                    nowNanos - finished.get(i).bornNanos(), finished.get(i).size());
        }
        finished.clear();
    }

    /** Takes the next element that there is; whether there was one. */
    private boolean takeNext() {
        for (int untried = open.size(); untried > 0; untried--) {
            turn = turn + 1 < open.size() ? turn + 1 : 0;
            InputChannel next = open.get(turn);
            Element element = next.poll();
            if (element == null && next.producerLost()) {
                // Looked at again: it may have handed something over just before it was lost.
                element = next.poll();
                if (element == null) {
                    open.remove(turn--);
                    continue;
                }
            }
            if (element != null && recovery.admit(next.id(), element)) {
                channel = next;
                element.deliverTo(this);
                return true;
            }
        }
        return false;
    }

    @Override
    public void onBatch(Batch next) {
        batch = next;
        position = 0;
    }

    @Override
    public void onEnd(EndOfStream end) {
        if (channel != null) {
            recovery.processed(channel.id(), end);
            open.remove(turn--);
        }
    }

    @Override
    public boolean ended() {
        return open.isEmpty() && batch == null;
    }

    @Override
    public long nextNanos() {
        return 0;
    }

    @Override
    public long abandon() {
        long lost = batch == null ? 0 : batch.size() - position;
        batch = null;
        for (InputChannel each : open) {
            each.abandon();
            Element element;
            while ((element = each.poll()) != null) {
                lost += element instanceof Batch left ? left.size() : 0;
            }
        }
        open.clear();
        return lost;
    }

    @Override
    public void close() {}
}
