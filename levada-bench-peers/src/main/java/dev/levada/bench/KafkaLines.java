package dev.levada.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of a load to a topic, at a rate if they are due at one, with their numbers as keys, in turn to its
 * partitions; and to each of them the marks among them, which have no value.
 */
final class KafkaLines {
    /** The header that says which mark a record is. */
    static final String MARK = "mark";

    /** What the producer takes for the time at which it sends. */
    private static final @Nullable Long NOW = null;

    private static final long WAIT_NANOS = 50_000;

    private final Load load;
    private final String topic;
    private final int partitions;

    KafkaLines(Load load, String topic, int partitions) {
        this.load = load;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** Writes all of them; returns when the broker has them. */
    void write(String address) {
        Marks marks = load.job().marks();
        try (Producer<Long, String> producer =
                new KafkaProducer<>(settings(address), new LongSerializer(), new StringSerializer())) {
            for (long index = 0; index < load.count(); index++) {
                MarkedOutputs.Mark.before(index, marks).ifPresent(mark -> write(mark, producer));
                if (load.isPaced()) {
                    await(load.dueNanos(index));
                }
                int partition = (int) (index % partitions);
                var unused = producer.send(new ProducerRecord<>(
                        topic, partition, index, load.texts().get(index)));
            }
            write(MarkedOutputs.Mark.LAST, producer);
        }
    }

    private void write(MarkedOutputs.Mark mark, Producer<Long, String> producer) {
        List<Header> header = List.of(new RecordHeader(MARK, mark.name().getBytes(StandardCharsets.US_ASCII)));
        for (int partition = 0; partition < partitions; partition++) {
            var unused = producer.send(new ProducerRecord<>(topic, partition, NOW, -1L, null, header));
        }
    }

    private static void await(long dueNanos) {
        while (dueNanos - System.nanoTime() > 0) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }

    private Map<String, Object> settings(String address) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, load.isPaced() ? 1 : 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, KafkaStreamsEngine.BATCH_BYTES);
        return settings;
    }
}
