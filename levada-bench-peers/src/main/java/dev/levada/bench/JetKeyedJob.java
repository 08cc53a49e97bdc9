package dev.levada.bench;

import com.hazelcast.jet.JetService;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.Sources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The word count of a {@link KeyedJob} on Hazelcast Jet, exactly once with an epoch each second. */
final class JetKeyedJob {
    private static final long EPOCH_MILLIS = 1_000;

    private JetKeyedJob() {}

    /** @param port where lines are taken */
    static Job submit(KeyedJob work, int port, JetService jet) {
        return jet.newJob(
                pipeline(work, port),
                new JobConfig()
                        .setName("keyed")
                        .setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE)
                        .setSnapshotIntervalMillis(EPOCH_MILLIS));
    }

    private static Pipeline pipeline(KeyedJob work, int port) {
        Pipeline pipeline = Pipeline.create();
        pipeline.readFrom(Sources.<Workload.Arrival>streamFromProcessor("arrivals", JetArrivals.everywhere(work)))
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
}
