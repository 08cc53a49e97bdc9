package dev.levada.dspbench.wordcount;

import dev.levada.dspbench.kafka.KafkaStep;
import dev.levada.dspbench.kafka.KafkaWays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Word Count on Kafka Streams: each running count is put out. */
public final class KafkaWords {
    private static final String COUNTS = "counts";
    private static final byte[] NOTHING = {};

    private KafkaWords() {}

    /** @param lines with their numbers */
    public static KStream<String, String> connect(
            StreamsBuilder builder, KStream<Long, String> lines, int parallelism) {
        builder.addStateStore(KafkaWays.inMemory(COUNTS, Serdes.String(), Serdes.Long()));
        return lines.process(Splitting::new)
                .repartition(KafkaWays.byKey("words", Serdes.String(), Serdes.ByteArray(), parallelism))
                .process(Counting::new, COUNTS);
    }

    private static final class Splitting extends KafkaStep<Long, String, String, byte[]> {
        Splitting() {
            super("");
        }

        @Override
        protected void process(Long number, String line) {
            Words.split(line, word -> emit(word, NOTHING));
        }
    }

    private static final class Counting extends KafkaStep<String, byte[], String, String> {
        private KeyValueStore<String, Long> counts;

        @SuppressWarnings("NullAway.Init") // opened first
        Counting() {
            super("");
        }

        @Override
        protected void open(ProcessorContext<String, String> context) {
            counts = context.getStateStore(COUNTS);
        }

        @Override
        protected void process(String word, byte[] nothing) {
            Long before = counts.get(word);
            long now = before == null ? 1 : before + 1;
            counts.put(word, now);
            emit(word, word + "|" + now);
        }
    }
}
