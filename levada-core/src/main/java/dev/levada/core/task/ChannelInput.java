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
    private int turn;
    private @Nullable InputChannel channel;
    private @Nullable Batch batch;
    private int position;
    private @Nullable Batch finished;

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
        reportLatency(nowNanos);
        int handled = 0;
        while (handled < maxRecords && !output.blocked()) {
            if (batch == null && !takeNext()) {
                break;
            }
            handled += processBatch(maxRecords - handled, nowNanos);
        }
        return handled;
    }

    private int processBatch(int maxRecords, long nowNanos) {
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
            finish(values, nowNanos);
        }
        return next - start;
    }

    private void finish(Batch values, long nowNanos) {
        if (channel != null) {
            recovery.processed(channel.id(), values);
        }
        reportLatency(nowNanos);
        finished = values;
        batch = null;
        position = 0;
    }

    /** Reported at the start of the next turn, whose time is the first one known to be after the work was done. */
    private void reportLatency(long nowNanos) {
        if (finished != null) {
            latency.recorded(nowNanos - finished.bornNanos(), finished.size());
            finished = null;
        }
    }

    /** Takes the next element that there is; whether there was one. */
    private boolean takeNext() {
        for (int tried = 0, channels = open.size(); tried < channels && !open.isEmpty(); tried++) {
            turn = turn + 1 < open.size() ? turn + 1 : 0;
            InputChannel next = open.get(turn);
            Element element = next.poll();
            if (element == null && next.producerLost()) {
                // Looked at again: it may have handed something over just before it was lost.
                element = next.poll();
                if (element == null) {
                    open.remove(turn);
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
            open.remove(channel);
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
