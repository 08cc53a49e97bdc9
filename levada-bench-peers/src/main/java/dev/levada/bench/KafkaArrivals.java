package dev.levada.bench;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the records of a {@link KeyedJob} to their topic when they are due, with their numbers as keys. */
final class KafkaArrivals implements Runnable {
    private static final long WAIT_NANOS = 500_000;

    private final Arrivals<Workload.Arrival> arrivals;
    private final String address;
    private volatile boolean over;
    private volatile boolean closed;

    KafkaArrivals(KeyedJob work, String address) {
        this.arrivals = Workload.sentences(work, line -> {});
        this.address = address;
    }

    /** Whether the broker has all of them. */
    boolean isOver() {
        return over;
    }

    /** It ends soon; what has not been written will not be. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                ProducerConfig.LINGER_MS_CONFIG,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                KafkaStreamsEngine.BATCH_BYTES);
        try (Producer<Long, String> producer =
                new KafkaProducer<>(settings, new LongSerializer(), new StringSerializer())) {
            for (long index = 0; index < arrivals.count() && await(arrivals.dueNanos(index)); index++) {
                Workload.Arrival arrival = arrivals.record().apply(index);
                int partition = (int) (index % arrivals.shares());
                var unused =
                        producer.send(new ProducerRecord<>(KafkaKeyedJob.ARRIVALS, partition, index, arrival.text()));
            }
        }
        over = true;
    }

    /** @return whether to go on */
    private boolean await(long dueNanos) {
        while (!closed && dueNanos - System.nanoTime() > 0) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
        return !closed;
    }
}
