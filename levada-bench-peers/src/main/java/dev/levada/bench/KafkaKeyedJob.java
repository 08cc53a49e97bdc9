package dev.levada.bench;

import dev.levada.dspbench.kafka.KafkaWays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The word count of a {@link KeyedJob} on Kafka Streams: from a topic, by way of one between its two halves, to
 * another, of which each partition is one task's.
 */
final class KafkaKeyedJob {
    static final String ARRIVALS = "keyed-arrivals";
    static final String OUTPUTS = "keyed-outputs";
    /** Of each topic, and so tasks of each half. */
    static final int PARTITIONS = 2;
    /** As many parts as partitions. */
    static final int STORES = 2;

    private static final String COUNTS = "counts";
    private static final String ENTRIES = "entries";

    private KafkaKeyedJob() {}

    /** @param told what tasks say; called by any thread */
    static Topology topology(Consumer<String> told) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(KafkaWays.inMemory(COUNTS, Serdes.String(), Serdes.Long()));
        builder.addStateStore(KafkaWays.inMemory(ENTRIES, Serdes.String(), Serdes.ByteArray()));
        @SuppressWarnings("removal") // what comes instead has no form without this one yet
        StreamPartitioner<Long, Long> own =
                (topic, mark, print, partitions) -> Optional.of(Collections.singleton(taskOf(mark)));
        builder.stream(ARRIVALS, Consumed.with(Serdes.Long(), Serdes.String()))
                .flatMap(KafkaKeyedJob::split)
                .repartition(KafkaWays.byKey("words", Serdes.String(), Serdes.Long(), PARTITIONS))
                .process(() -> new Keyed(told), COUNTS, ENTRIES)
                .to(OUTPUTS, Produced.with(Serdes.Long(), Serdes.Long(), own));
        return builder.build();
    }

    private static List<KeyValue<String, Long>> split(Long index, String sentence) {
        List<KeyValue<String, Long>> words = new ArrayList<>(Sentences.WORDS_EACH);
        Sentences.split(sentence, word -> words.add(KeyValue.pair(word, index)));
        return words;
    }

    /** What each output of a task has for its key: who made it. */
    private static long mark(long attempt, int task) {
        return attempt * PARTITIONS + task;
    }

    static int taskOf(long mark) {
        return (int) (mark % PARTITIONS);
    }

    static long attemptOf(long mark) {
        return mark / PARTITIONS;
    }

    /** What {@link Counting} does; tells how far it is, whether that is committed or not. */
    private static final class Keyed implements Processor<String, Long, Long, Long> {
        private final Consumer<String> told;
        private ProcessorContext<Long, Long> context;
        private KeyValueStore<String, Long> counts;
        private KeyValueStore<String, byte[]> entries;
        private Telling telling;
        private long mark;

        @SuppressWarnings("NullAway.Init") // initialised first
        Keyed(Consumer<String> told) {
            this.told = told;
        }

        @Override
        public void init(ProcessorContext<Long, Long> context) {
            this.context = context;
            counts = context.getStateStore(COUNTS);
            entries = context.getStateStore(ENTRIES);
            int task = context.taskId().partition();
            long attempt = System.currentTimeMillis(); // later than those before, wherever they were: one machine
            mark = mark(attempt, task);
            telling = new Telling(task, attempt, told);
            telling.opened();
        }

        @Override
        public void process(Record<String, Long> word) {
            if (LargeState.isKey(word.key())) {
                entries.put(word.key(), LargeState.entry());
                return;
            }
            Long before = counts.get(word.key());
            long now = before == null ? 1 : before + 1;
            counts.put(word.key(), now);
            Output output = new Output(word.key(), now, word.value());
            telling.write(output);
            context.forward(new Record<>(mark, output.print(), word.timestamp()));
        }
    }
}
