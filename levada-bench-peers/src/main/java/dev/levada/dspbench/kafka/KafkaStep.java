package dev.levada.dspbench.kafka;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A step of an application on Kafka Streams. A record without a value is a mark that whoever measures has put among the
 * others, and goes on to the next step; what it says is in its headers. One thread at a time.
 */
public abstract class KafkaStep<K, V, L, W> implements Processor<K, V, L, W> {
    private final L markKey;
    private @Nullable ProcessorContext<L, W> context;
    private long timestamp;

    /** @param markKey what marks have for a key after it, as a record needs one to be sent on; any */
    protected KafkaStep(L markKey) {
        this.markKey = markKey;
    }

    @Override
    public final void init(ProcessorContext<L, W> context) {
        this.context = context;
        open(context);
    }

    /** Finds its stores. */
    protected void open(ProcessorContext<L, W> context) {}

    @Override
    @SuppressWarnings("NullAway") // marks have no value
    public final void process(Record<K, V> record) {
        if (record.value() == null) {
            context.forward(new Record<>(markKey, null, record.timestamp(), record.headers()));
        } else {
            timestamp = record.timestamp();
            process(record.key(), record.value());
        }
    }

    /** Takes a record that is no mark. */
    protected abstract void process(K key, V value);

    /** Sends one on, of the time of what it is made of. */
    @SuppressWarnings("NullAway") // initialised first
    protected final void emit(L key, W value) {
        context.forward(new Record<>(key, value, timestamp));
    }
}
