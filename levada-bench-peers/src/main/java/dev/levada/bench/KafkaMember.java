package dev.levada.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The main program of a process of Kafka Streams that does a share of a {@link KafkaKeyedJob}. */
public final class KafkaMember {
    static final String APPLICATION = "keyed";
    /** Said with the number of the process, how many stores it has, and by how many records they are behind. */
    static final String STORES = "stores";

    private static final long TELL_NANOS = 200_000_000;
    static final int EPOCH_MILLIS = 1_000;
    private static final int SESSION_MILLIS = 1_000;
    private static final int HEARTBEAT_MILLIS = 200;
    private static final int TRANSACTION_MILLIS = 2_000;
    private static final long CACHE_BYTES = 64L * 1024 * 1024;

    private KafkaMember() {}

    /** The port where lines are taken, the broker's address, and a directory of its own. */
    public static void main(String[] args) {
        Consumer<String> told = Voice.to(Integer.parseInt(args[0]));
        KafkaStreams streams = new KafkaStreams(KafkaKeyedJob.topology(told), settings(args[1], Path.of(args[2])));
        streams.setUncaughtExceptionHandler(failure -> StreamThreadExceptionResponse.REPLACE_THREAD);
        streams.setStateListener((now, before) -> {
            if (before == State.RUNNING && now == State.REBALANCING) {
                told.accept(OutputLines.FAILED);
            }
        });
        streams.start();
        while (true) {
            LockSupport.parkNanos(TELL_NANOS);
            told.accept(stores(streams));
        }
    }

    /** Its own ones, and those that stand by. */
    private static String stores(KafkaStreams streams) {
        List<Long> behind = streams.allLocalStorePartitionLags().values().stream()
                .flatMap(store -> store.values().stream())
                .map(LagInfo::offsetLag)
                .toList();
        return "%s %d %d %d"
                .formatted(
                        STORES,
                        ProcessHandle.current().pid(),
                        behind.size(),
                        behind.stream().mapToLong(Long::longValue).sum());
    }

    /**
     * What an expert would set for a fast recovery, on one machine. The broker learns of a lost member by its silence
     * alone; what is behind by less than some epochs is taken over at once.
     */
    private static Properties settings(String broker, Path directory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        settings.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, KafkaStreamsUnderTest.READY_RECORDS);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, EPOCH_MILLIS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), KafkaStreamsEngine.BATCH_BYTES);
        return settings;
    }
}
