package dev.levada.bench;

import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.SourceBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder.SourceBuffer;
import com.hazelcast.jet.pipeline.StreamSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The word count of a {@link KeyedJob} on Hazelcast Jet. */
final class JetKeyedJob {

    private JetKeyedJob() {}

    /** @param port where lines are taken */
    static Pipeline pipeline(KeyedJob work, int port) {
        List<String> arguments = new ArrayList<>(work.arguments());
        StreamSource<Workload.Arrival> arrivals = SourceBuilder.stream(
                        "arrivals",
                        context -> new Arriving(
                                KeyedJob.read(arguments), context.globalProcessorIndex(), context.totalParallelism()))
                .<Workload.Arrival>fillBufferFn(Arriving::fill)
                .createSnapshotFn(Arriving::positions)
                .restoreSnapshotFn(Arriving::restore)
                .distributed(1)
                .build();
        Pipeline pipeline = Pipeline.create();
        pipeline.readFrom(arrivals)
                .withoutTimestamps()
                .setLocalParallelism(1)
                .flatMap(record -> {
                    List<Workload.Arrival> words = new ArrayList<>(Sentences.WORDS_EACH);
                    record.split(words::add);
                    return Traversers.traverseIterable(words);
                })
                .setLocalParallelism(1)
                .groupingKey(Workload.Arrival::text)
                .<Keyed, Output>mapStateful(Keyed::new, (state, key, word) -> state.take(word))
                .setLocalParallelism(1)
                .writeTo(Sinks.fromProcessor("outputs", new JetOutputs.Everywhere(port)));
        return pipeline;
    }

    /** The state of a key, and what {@link Counting} does with it. */
    static final class Keyed {
        long count;
        byte @Nullable [] entry;

        @Nullable
        Output take(Workload.Arrival word) {
            if (LargeState.isKey(word.text())) {
                entry = LargeState.entry();
                return null;
            }
            count++;
            return new Output(word.text(), count, word.index());
        }
    }

    /** Makes the records that are due; every so many-th of the shares of all records is one instance's. */
    private static final class Arriving {
        private static final int BATCH = 256;

        private final Arrivals<Workload.Arrival> arrivals;
        /** How many records each share has made; of those of other instances, nothing is known. */
        private final long[] made;

        private final int first;
        private final int step;

        Arriving(KeyedJob work, int instance, int instances) {
            this.arrivals = Workload.sentences(work, line -> {});
            this.made = new long[arrivals.shares()];
            this.first = instance;
            this.step = instances;
        }

        void fill(SourceBuffer<Workload.Arrival> buffer) {
            boolean over = true;
            for (int share = first; share < made.length; share += step) {
                over &= fill(share, buffer);
            }
            if (over) {
                buffer.close();
            }
        }

        private boolean fill(int share, SourceBuffer<Workload.Arrival> buffer) {
            long now = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                long index = share + made[share] * made.length;
                if (index >= arrivals.count()) {
                    return true;
                }
                if (arrivals.dueNanos(index) - now > 0) {
                    return false;
                }
                made[share]++;
                buffer.add(arrivals.record().apply(index));
            }
            return false;
        }

        long[] positions() {
            return made.clone();
        }

        /** @param all of all instances; the highest number of each share is its own */
        void restore(List<long[]> all) {
            for (long[] each : all) {
                for (int share = 0; share < made.length; share++) {
                    made[share] = Math.max(made[share], each[share]);
                }
            }
        }
    }
}
