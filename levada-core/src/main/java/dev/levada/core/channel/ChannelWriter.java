package dev.levada.core.channel;

import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batch that is being filled for one channel, and what the channel had no room for yet. Confined to the producing
 * task.
 *
 * <p>The waiting line has no bound of its own; the task bounds it by handling no further input while anything waits, so
 * it never holds more than what one record made, or one read of a source, or the end of the input.
 */
final class ChannelWriter {
    private final OutputChannel channel;
    private final OutputGate gate;
    private final boolean hashed;
    private final ArrayDeque<Element> waiting = new ArrayDeque<>();
    private @Nullable Batch building;
    private long nextSequence = 1;
    private boolean lost;

    ChannelWriter(OutputChannel channel, OutputGate gate, boolean hashed) {
        this.channel = channel;
        this.gate = gate;
        this.hashed = hashed;
    }

    void append(Object value) {
        Batch batch = room();
        batch.add(value);
        if (!batch.hasRoom()) {
            flush();
        }
    }

    void append(Object value, int hash) {
        Batch batch = room();
        batch.add(value, hash);
        if (!batch.hasRoom()) {
            flush();
        }
    }

    /** Sends what has been filled so far. */
    void flush() {
        Batch batch = building;
        if (batch != null) {
            building = null;
            batch.seal(nextSequence);
            send(batch);
        }
    }

    /** Sends the last element; after a {@link #flush}. */
    void end() {
        send(new EndOfStream(nextSequence));
    }

    /** Offers what waits, and blocks the gate unless all of it went. */
    void drain() {
        Element next;
        while ((next = waiting.peek()) != null) {
            if (!channel.offer(next)) {
                gate.block();
                return;
            }
            waiting.remove();
        }
    }

    int load() {
        return channel.waiting() + waiting.size();
    }

    boolean consumerLost() {
        return channel.consumerLost();
    }

    boolean isLost() {
        return lost;
    }

    /**
     * Gives up the channel because its consumer is gone.
     *
     * @return the values that were not handed over, in order
     */
    List<Object> giveUp() {
        lost = true;
        List<Object> values = new ArrayList<>();
        for (Element element : waiting) {
            if (element instanceof Batch batch) {
                addAll(batch, values);
            }
        }
        if (building != null) {
            addAll(building, values);
        }
        waiting.clear();
        building = null;
        return values;
    }

    /** The producing task is gone. Returns how many values it had not handed over. */
    int lose() {
        int values = giveUp().size();
        channel.lose();
        return values;
    }

    private Batch room() {
        Batch batch = building;
        if (batch == null) {
            batch = new Batch(gate.batchSize(), hashed, gate.bornNanos());
            building = batch;
        }
        return batch;
    }

    private void send(Element element) {
        nextSequence = element.lastSequence() + 1;
        gate.sent(channel.id(), element);
        if (!waiting.isEmpty() || !channel.offer(element)) {
            waiting.add(element);
            gate.block();
        }
    }

    private static void addAll(Batch batch, List<Object> values) {
        for (int i = 0; i < batch.size(); i++) {
            values.add(batch.value(i));
        }
    }
}
