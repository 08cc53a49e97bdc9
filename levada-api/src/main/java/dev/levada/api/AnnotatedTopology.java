package dev.levada.api;

import dev.levada.api.annotation.AnnotatedJob;
import dev.levada.api.annotation.AnnotatedStage;
import dev.levada.api.operator.Mapper;
import java.util.List;

/** Writes the topology of an annotated class. Each operator has the name of its method. */
final class AnnotatedTopology {

    private AnnotatedTopology() {}

    static Topology of(AnnotatedJob job) {
        Topology topology = Topology.named(job.name());
        Stream<Object> stream = topology.from(job.sourceName(), job.source()).parallelism(1);
        for (AnnotatedStage stage : job.stages()) {
            stream = stage.isReordered() ? inOrder(stream, stage) : plain(stream, stage);
        }
        return stream.to(job.sinkName(), job.sink());
    }

    private static Stream<Object> plain(Stream<Object> input, AnnotatedStage stage) {
        Stream<Object> output = stage.key().isPresent()
                ? input.keyBy(stage.key().get()).process(stage.name(), () -> new AnnotatedProcessor.Plain(stage))
                : input.partition(stage.partitioning())
                        .process(stage.name(), () -> new AnnotatedProcessor.Plain(stage));
        return set(output, stage);
    }

    private static Stream<Object> inOrder(Stream<Object> input, AnnotatedStage stage) {
        Stream<Indexed<Object>> numbered = input.keyBy(Ordering::oneKey)
                .process(stage.name() + "-number", Ordering.Numbering<Object>::new)
                .parallelism(1);
        return set(answered(numbered, stage), stage)
                .keyBy(Ordering::oneKey)
                .process(stage.name() + "-order", Ordering.Sorting<Object>::new)
                .parallelism(1);
    }

    private static Stream<Indexed<List<Object>>> answered(Stream<Indexed<Object>> numbered, AnnotatedStage stage) {
        if (stage.key().isEmpty()) {
            return numbered.partition(stage.partitioning())
                    .process(stage.name(), () -> new AnnotatedProcessor.Numbered(stage));
        }
        Mapper<Object, Object> key = stage.key().get();
        return numbered.keyBy(indexed -> key.apply(indexed.value()))
                .process(stage.name(), () -> new AnnotatedProcessor.Numbered(stage));
    }

    private static <T> Stream<T> set(Stream<T> output, AnnotatedStage stage) {
        output.parallelism(stage.parallelism());
        if (stage.isBlocking()) {
            output.blocking();
        }
        stage.recovery().ifPresent(output::recover);
        return output;
    }
}
