package dev.levada.cluster.replay;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import org.jspecify.annotations.Nullable;

/** An operator whose records, and what it is told beside them, are heard. */
final class WatchedProcessor implements Processor<Object, Object> {
    private final Processor<Object, Object> processor;
    private final ReplayListener listener;
    private @Nullable Context<Object> watched;

    WatchedProcessor(Processor<Object, Object> processor, ReplayListener listener) {
        this.processor = processor;
        this.listener = listener;
    }

    @Override
    public void open(Context<Object> context) throws Exception {
        processor.open(watched(context));
    }

    @Override
    public void process(Object value, Context<Object> context) throws Exception {
        listener.record(context.operator(), value);
        processor.process(value, watched(context));
    }

    @Override
    public void onTimer(long millis, Context<Object> context) throws Exception {
        processor.onTimer(millis, watched(context));
    }

    @Override
    public void onProcessingTimer(long millis, Context<Object> context) throws Exception {
        processor.onProcessingTimer(millis, watched(context));
    }

    @Override
    public void end(Context<Object> context) throws Exception {
        processor.end(watched(context));
    }

    @Override
    public void close() throws Exception {
        processor.close();
    }

    /** The same one each time, as the engine's is. */
    private Context<Object> watched(Context<Object> context) {
        if (watched == null) {
            watched = new WatchedContext(context, listener);
        }
        return watched;
    }
}
