package dev.levada.testkit.sanitizer;

import dev.levada.api.codec.Codec;
import dev.levada.api.graph.Definition;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.core.element.EventTime;
import java.util.ArrayList;
import java.util.List;

/** What came to one operator, in order; of a long input only the beginning. Confined to one thread. */
public final class Tape {
    private final Codec<Object> codec;
    private final int most;
    private final boolean timed;
    private final List<Entry> entries = new ArrayList<>();

    /** @param watermark how far event time had come before the value */
    private record Entry(Value value, long millis, long watermark) {}

    /**
     * An empty tape.
     *
     * @param codec makes copies of what came
     * @param most how many values it can take, from 1
     * @param timed whether there is event time where the operator is
     */
    public Tape(Codec<Object> codec, int most, boolean timed) {
        this.codec = codec;
        this.most = most;
        this.timed = timed;
    }

    /** The same operator, but what comes to it is taken down; by one task at a time. */
    public Definition.Transform recording(Definition.Transform operator) {
        return new Definition.Transform(() -> new Recorder(unchecked(operator)), operator.key());
    }

    @SuppressWarnings("unchecked") // the topology gave the operator a stream of what it takes
    static Processor<Object, Object> unchecked(Definition.Transform operator) {
        return (Processor<Object, Object>) operator.processors().get();
    }

    /** How many values there are. */
    public int size() {
        return entries.size();
    }

    /** A value of its own for each caller, as long as it can be copied. */
    Object value(int index) {
        return entries.get(index).value().copy();
    }

    boolean isTimed() {
        return timed;
    }

    long millis(int index) {
        return entries.get(index).millis();
    }

    long watermark(int index) {
        return entries.get(index).watermark();
    }

    private long millis(Context<Object> context) {
        try {
            return timed ? context.eventTime() : EventTime.NONE;
        } catch (IllegalStateException e) { // some of what comes has none
            return EventTime.NONE;
        }
    }

    private final class Recorder implements Processor<Object, Object> {
        private final Processor<Object, Object> processor;

        Recorder(Processor<Object, Object> processor) {
            this.processor = processor;
        }

        @Override
        public void open(Context<Object> context) throws Exception {
            processor.open(context);
        }

        @Override
        public void process(Object value, Context<Object> context) throws Exception {
            if (entries.size() < most) {
                entries.add(new Entry(Value.of(value, codec), millis(context), context.watermark()));
            }
            processor.process(value, context);
        }

        @Override
        public void onTimer(long millis, Context<Object> context) throws Exception {
            processor.onTimer(millis, context);
        }

        @Override
        public void onProcessingTimer(long millis, Context<Object> context) throws Exception {
            processor.onProcessingTimer(millis, context);
        }

        @Override
        public void end(Context<Object> context) throws Exception {
            processor.end(context);
        }

        @Override
        public void close() throws Exception {
            processor.close();
        }
    }
}
