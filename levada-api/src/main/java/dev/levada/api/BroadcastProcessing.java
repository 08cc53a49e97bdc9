package dev.levada.api;

import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.BroadcastStates;
import dev.levada.api.state.MapState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands a processor of two inputs what comes on each, and keeps it from changing broadcast state for one of them. */
final class BroadcastProcessing<I, B, O> implements Processor<Object, O> {
    private final BroadcastProcessor<? super I, ? super B, O> processor;
    private boolean broadcasting;

    BroadcastProcessing(BroadcastProcessor<? super I, ? super B, O> processor) {
        this.processor = processor;
    }

    @Override
    public void open(Context<O> context) throws Exception {
        processor.open(context, new BroadcastStates() {
            @Override
            public <K, V> MapState<K, V> map(String name) {
                return new Guarded<>(context.broadcastMap(name), name);
            }
        });
    }

    @Override
    @SuppressWarnings("unchecked") // what is not cast is of the other stream
    public void process(Object value, Context<O> context) throws Exception {
        if (value instanceof Cast<?> cast) {
            broadcasting = true;
            try {
                processor.processBroadcast((B) cast.record(), context);
            } finally {
                broadcasting = false;
            }
        } else {
            processor.process((I) value, context);
        }
    }

    @Override
    public void onTimer(long millis, Context<O> context) throws Exception {
        processor.onTimer(millis, context);
    }

    @Override
    public void onProcessingTimer(long millis, Context<O> context) throws Exception {
        processor.onProcessingTimer(millis, context);
    }

    @Override
    public void end(Context<O> context) throws Exception {
        processor.end(context);
    }

    @Override
    public void close() throws Exception {
        processor.close();
    }

    /** What one task changed for a record that others do not get, they would not have. */
    private final class Guarded<K, V> implements MapState<K, V> {
        private final MapState<K, V> map;
        private final String name;

        Guarded(MapState<K, V> map, String name) {
            this.map = map;
            this.name = name;
        }

        private MapState<K, V> toChange() {
            if (!broadcasting) {
                throw new IllegalStateException(
                        ("broadcast state '%s' is changed for something that is not broadcast: the other tasks would not"
                                        + " change theirs; do it in processBroadcast(...)")
                                .formatted(name));
            }
            return map;
        }

        @Override
        public @Nullable V get(K mapKey) {
            return map.get(mapKey);
        }

        @Override
        public void put(K mapKey, V value) {
            toChange().put(mapKey, value);
        }

        @Override
        public boolean contains(K mapKey) {
            return map.contains(mapKey);
        }

        @Override
        public void remove(K mapKey) {
            toChange().remove(mapKey);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public List<Map.Entry<K, V>> entries() {
            return map.entries();
        }

        @Override
        public void clear() {
            toChange().clear();
        }
    }
}
