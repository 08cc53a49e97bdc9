package dev.levada.core.channel;

import dev.levada.api.graph.Partitioning;
import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One producer's output to some consumers that go away and come back, and what each of them has taken in all. */
final class AwayEdge {
    final MemorySpill store = new MemorySpill();
    final OutputGate gate;
    final Router router;
    final List<Consumer> consumers;
    /** What the task's log must reach before what is sent from now on may leave. */
    long position;

    private final int capacity;
    private final boolean heldBack;

    /** @param budgetRecords how many sent records stay in memory, or 0 if there is no other room */
    AwayEdge(Partitioning partitioning, int consumers, int capacity, int batchSize, int budgetRecords) {
        this(partitioning, consumers, capacity, batchSize, budgetRecords, false);
    }

    /** @param heldBack whether what waits for the log does not make the task wait */
    AwayEdge(
            Partitioning partitioning,
            int consumers,
            int capacity,
            int batchSize,
            int budgetRecords,
            boolean heldBack) {
        this.capacity = capacity;
        this.heldBack = heldBack;
        Spill spill = budgetRecords == 0
                ? null
                : new Spill(store, new Codecs(getClass().getClassLoader()), budgetRecords, warning -> {});
        gate = new OutputGate(new AtPosition(), batchSize, Retention.RELEASED, spill);
        this.consumers = IntStream.range(0, consumers).mapToObj(Consumer::new).toList();
        router = Router.of(
                partitioning,
                this.consumers.stream()
                        .map(each -> (OutputChannel) each.channel())
                        .toList(),
                false,
                new SplittableRandom(1),
                gate);
    }

    private final class AtPosition implements SendListener {
        @Override
        public void sent(ChannelId channel, Element element) {}

        @Override
        public long gate() {
            return position;
        }

        @Override
        public boolean holdsBack(ChannelId channel) {
            return heldBack;
        }

        @Override
        public boolean repeatsNumbers() {
            return true;
        }
    }

    /** One of them. */
    final class Consumer {
        private final ChannelId id;
        private @Nullable LocalChannel channel;
        /** Values, and barriers and the end as they are. */
        final List<Object> taken = new ArrayList<>();

        long next = 1;

        private Consumer(int index) {
            id = new ChannelId(new TaskId("producer", 0), new TaskId("consumer", index), 0);
            channel = fresh();
        }

        private LocalChannel fresh() {
            return new LocalChannel(id, capacity, () -> {}, () -> {});
        }

        private LocalChannel channel() {
            LocalChannel now = channel;
            if (now == null) {
                throw new IllegalStateException(id + " is away");
            }
            return now;
        }

        boolean isAway() {
            return channel == null;
        }

        /** What is in the channel is gone with it. */
        void leave() {
            channel = null;
            gate.disconnect(id::equals);
        }

        /** Asks for what it has not taken. */
        void comeBack() {
            LocalChannel now = fresh();
            channel = now;
            gate.connect(now, next, false);
        }

        /** Comes back, and has forgotten what it took from a number on. */
        void goBackTo(long sequence) {
            taken.subList((int) sequence - 1, taken.size()).clear();
            next = sequence;
            comeBack();
        }

        void release() {
            gate.release(id, next - 1);
        }

        boolean take() {
            Element element = channel == null ? null : channel.poll();
            if (element == null) {
                return false;
            }
            for (long number = Math.max(next, element.firstSequence()); number <= element.lastSequence(); number++) {
                taken.add(value(element, number));
            }
            next = Math.max(next, element.lastSequence() + 1);
            return true;
        }

        /** Takes all that there is, and what comes for it. */
        void takeAll() {
            while (take()) {
                gate.drain();
            }
        }

        private Object value(Element element, long number) {
            if (element.firstSequence() > next) {
                throw new IllegalStateException(id + " goes from " + next + " to " + element.firstSequence());
            }
            if (element instanceof Batch batch) {
                return batch.value((int) (number - batch.firstSequence()));
            }
            return element instanceof Barrier barrier ? "barrier " + barrier.epoch() : end((EndOfStream) element);
        }

        private Object end(EndOfStream end) {
            return end.firstSequence() == end.lastSequence() ? "end" : end;
        }
    }
}
