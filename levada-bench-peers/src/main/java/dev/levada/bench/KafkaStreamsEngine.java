package dev.levada.bench;

import dev.levada.dspbench.fraud.KafkaFraud;
import dev.levada.dspbench.spikes.KafkaSpikes;
import dev.levada.dspbench.wordcount.KafkaWords;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams: as many threads as tasks in its process, and a {@link KafkaBroker} in another one, which stays from
 * run to run and whose cost counts. Input comes from a topic: where throughput counts, it is there before. Keyed
 * operators are behind a topic, too. State is in memory with a cache before it, and a change log. Batches wait for 100
 * ms, as they do if nothing is said, where throughput counts, and for one where latency does.
 */
public final class KafkaStreamsEngine extends PeerEngine {
    static final int BATCH_BYTES = 128 * 1024;
    private static final long CACHE_BYTES = 64L * 1024 * 1024;

    private @Nullable KafkaBroker broker;
    private int runs;

    /** As services are made. */
    public KafkaStreamsEngine() {}

    @Override
    public String label() {
        return "kafka-streams";
    }

    @Override
    List<String> opens() {
        return List.of();
    }

    @Override
    double startSeconds(int workers) {
        return 6;
    }

    /** What is committed each second is seen in the next task each second, so marks come as late. */
    @Override
    double enoughSeconds() {
        return 8;
    }

    @Override
    protected void run(Load load) {
        KafkaBroker own = broker;
        if (own == null) {
            own = new KafkaBroker();
            broker = own;
        }
        load.told().accept(Processes.BESIDE + " " + own.pid());
        runs++;
        String name = "load-" + runs;
        try {
            run(load, own, name);
        } finally {
            own.deleteAll(name + "-");
        }
    }

    /** The same number of partitions as of tasks that read them: a word count needs no order. */
    private void run(Load load, KafkaBroker own, String name) {
        String input = name + "-lines";
        int partitions = load.application().equals(Origins.WORDS) ? load.parallelism() : 1;
        own.create(input, partitions);
        KafkaLines lines = new KafkaLines(load, input, partitions);
        MarkedOutputs outputs = new MarkedOutputs(load, load.parallelism(), partitions);
        if (!load.isPaced()) {
            lines.write(own.address());
        }
        try (KafkaStreams streams = new KafkaStreams(topology(load, input, outputs), settings(load, own, name))) {
            streams.setUncaughtExceptionHandler(failure -> {
                outputs.fail(failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            if (load.isPaced()) {
                lines.write(own.address());
            }
            outputs.await();
        }
    }

    private Topology topology(Load load, String input, MarkedOutputs outputs) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Long, String> lines = builder.stream(input, Consumed.with(Serdes.Long(), Serdes.String()));
        connect(load, builder, lines).process(() -> new KafkaEnd<>(outputs));
        return builder.build();
    }

    private KStream<?, String> connect(Load load, StreamsBuilder builder, KStream<Long, String> lines) {
        return switch (load.application()) {
            case "fd" -> KafkaFraud.connect(builder, lines, load.parallelism());
            case "sd" -> KafkaSpikes.connect(builder, lines, load.parallelism());
            case "wc" -> KafkaWords.connect(builder, lines, load.parallelism());
            default -> throw unwritten(load.application());
        };
    }

    private static Properties settings(Load load, KafkaBroker own, String name) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, own.address());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, own.directory().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, load.parallelism());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        if (load.isPaced()) {
            settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        }
        if (load.exactlyOnce()) {
            settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
            settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, EPOCH_MILLIS);
        }
        return settings;
    }

    @Override
    protected void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
