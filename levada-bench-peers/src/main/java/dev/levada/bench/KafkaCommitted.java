package dev.levada.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;

/** Reads what a {@link KafkaKeyedJob} has committed, and tells it as {@link Telling} does. */
final class KafkaCommitted implements Runnable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final String address;
    private final Consumer<String> told;
    private volatile boolean closed;
    private volatile long heardNanos = System.nanoTime();

    KafkaCommitted(String address, Consumer<String> told) {
        this.address = address;
        this.told = told;
    }

    /** For how long nothing has been committed. */
    double silentSeconds() {
        return (System.nanoTime() - heardNanos) / 1e9;
    }

    /** It ends soon. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                50_000);
        List<TopicPartition> partitions = IntStream.range(0, KafkaKeyedJob.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(KafkaKeyedJob.OUTPUTS, partition))
                .toList();
        try (KafkaConsumer<Long, Long> consumer =
                new KafkaConsumer<>(settings, new LongDeserializer(), new LongDeserializer())) {
            consumer.assign(partitions);
            while (!closed) {
                ConsumerRecords<Long, Long> polled = consumer.poll(POLL);
                polled.partitions().forEach(partition -> tell(polled.records(partition)));
            }
        }
    }

    /** Each attempt by itself; where they stand in the topic is a name that no others have. */
    private void tell(List<ConsumerRecord<Long, Long>> records) {
        heardNanos = System.nanoTime();
        Map<Long, Total> byMark = new HashMap<>();
        records.forEach(record -> byMark.merge(record.key(), new Total(1, record.value()), Total::plus));
        byMark.forEach((mark, total) -> Telling.committed(
                KafkaKeyedJob.taskOf(mark),
                KafkaKeyedJob.attemptOf(mark),
                "%d/%d.%d %d %d"
                        .formatted(
                                KafkaKeyedJob.taskOf(mark),
                                mark,
                                records.get(0).offset(),
                                total.outputs(),
                                total.prints()),
                told));
    }
}
