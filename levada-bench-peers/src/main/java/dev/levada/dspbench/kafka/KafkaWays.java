package dev.levada.dspbench.kafka;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How records go from step to step on Kafka Streams, and how state is kept. */
public final class KafkaWays {

    private KafkaWays() {}

    /** By the hash of their key, through a topic; marks go to all tasks. */
    public static <K, V> Repartitioned<K, V> byKey(String name, Serde<K> keys, Serde<V> values, int tasks) {
        Set<Integer> all =
                Collections.unmodifiableSet(IntStream.range(0, tasks).boxed().collect(Collectors.toSet()));
        @SuppressWarnings("removal") // what comes instead has no form without this one yet
        StreamPartitioner<K, V> partitioner =
                (topic, key, value, partitions) -> value == null ? Optional.of(all) : Optional.empty();
        return Repartitioned.with(keys, values)
                .withName(name)
                .withNumberOfPartitions(tasks)
                .withStreamPartitioner(partitioner);
    }

    /** In memory, with a cache before it, so that a key is in the change log once a commit and not once a record. */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> inMemory(String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withCachingEnabled();
    }

    /** Values that take so many bytes, always; a mark takes none. */
    public static <T> Serde<T> fixed(int bytes, BiConsumer<T, ByteBuffer> write, Function<ByteBuffer, T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    if (value == null) {
                        return null;
                    }
                    ByteBuffer buffer = ByteBuffer.allocate(bytes);
                    write.accept(value, buffer);
                    return buffer.array();
                },
                (topic, data) -> data == null ? null : read.apply(ByteBuffer.wrap(data)));
    }
}
