package dev.levada.testkit.sanitizer;

import dev.levada.api.codec.Codec;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import dev.levada.core.task.ForwardingContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A processor whose every emission is noted, record by record. */
final class Watched implements Processor<Object, Object> {
    private final Processor<Object, Object> processor;
    private final Codec<Object> codec;
    private final List<List<Emission>> emissions = new ArrayList<>();
    private @Nullable Context<Object> watching;

    /** @param output the side output, or "" for the main one */
    record Emission(String output, Value value) {

        boolean isSame(Emission other) {
            return output.equals(other.output) && value.isSame(other.value);
        }

        @Override
        public String toString() {
            return output.isEmpty() ? value.toString() : output + ": " + value;
        }
    }

    Watched(Processor<Object, Object> processor, Codec<Object> codec) {
        this.processor = processor;
        this.codec = codec;
    }

    /** What was emitted when it was opened, then for each record, then at the end. */
    List<List<Emission>> emissions() {
        return emissions;
    }

    @Override
    public void open(Context<Object> context) throws Exception {
        processor.open(begin(context));
    }

    @Override
    public void process(Object value, Context<Object> context) throws Exception {
        processor.process(value, begin(context));
    }

    /** What is emitted then goes with the record before. */
    @Override
    public void onTimer(long millis, Context<Object> context) throws Exception {
        processor.onTimer(millis, watching(context));
    }

    @Override
    public void onProcessingTimer(long millis, Context<Object> context) throws Exception {
        processor.onProcessingTimer(millis, watching(context));
    }

    @Override
    public void end(Context<Object> context) throws Exception {
        processor.end(begin(context));
    }

    @Override
    public void close() throws Exception {
        processor.close();
    }

    private Context<Object> begin(Context<Object> context) {
        emissions.add(new ArrayList<>());
        return watching(context);
    }

    private Context<Object> watching(Context<Object> context) {
        if (watching == null) {
            watching = new Watching(context); // the same one each time, as the engine's is
        }
        return watching;
    }

    private void note(String output, Object value) {
        emissions.get(emissions.size() - 1).add(new Emission(output, Value.of(value, codec)));
    }

    private final class Watching extends ForwardingContext {
        Watching(Context<Object> context) {
            super(context);
        }

        @Override
        public void emit(Object value) {
            note(Operator.Input.MAIN, value);
            super.emit(value);
        }

        @Override
        public void emitAt(long eventTimeMillis, Object value) {
            note("at " + eventTimeMillis, value);
            super.emitAt(eventTimeMillis, value);
        }

        @Override
        public <S> void emit(SideOutput<S> output, S value) {
            note(output.name(), value);
            super.emit(output, value);
        }
    }
}
