package dev.levada.testkit.sanitizer;

import dev.levada.api.codec.Codec;
import dev.levada.api.graph.Definition;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.util.ArrayList;
import java.util.List;

/** What came to one operator, in order; of a long input only the beginning. Confined to one thread. */
public final class Tape {
    private final Codec<Object> codec;
    private final int most;
    private final List<Value> values = new ArrayList<>();

    /**
     * An empty tape.
     *
     * @param codec makes copies of what came
     * @param most how many values it can take, from 1
     */
    public Tape(Codec<Object> codec, int most) {
        this.codec = codec;
        this.most = most;
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
        return values.size();
    }

    /** A value of its own for each caller, as long as it can be copied. */
    Object value(int index) {
        return values.get(index).copy();
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
            if (values.size() < most) {
                values.add(Value.of(value, codec));
            }
            processor.process(value, context);
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
