package dev.levada.api.annotation;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.operator.Emitter;
import dev.levada.api.operator.FlatMapper;
import dev.levada.api.operator.Mapper;
import java.util.Optional;

/**
 * What a marked class means by itself: each record goes through all stages to the sink before the next one is taken, in
 * the calling thread and without an engine.
 *
 * <p>A job made of the same class gives the same records, and if all is ordered, in the same sequence. State iterates
 * by natural order, and by text where values have no natural order.
 */
public final class Sequential {

    private Sequential() {}

    /**
     * Runs a class to the end of its source.
     *
     * @param annotated of a class marked {@link ToStream}
     * @throws IllegalArgumentException if the class is not a pipeline, telling all that is wrong with it
     * @throws IllegalStateException if a method throws a checked exception, which is the cause; others pass as they are
     */
    public static void run(Object annotated) {
        AnnotatedJob job = AnnotatedJob.of(annotated);
        Step read = () -> {
            SinkWriter<Object> writer =
                    job.sink().open(SinkTask.first(annotated.getClass().getSimpleName(), job.sinkName(), 0, 1));
            Emitter<Object> first = value -> unchecked("sink " + job.sinkName(), () -> writer.write(value));
            for (int i = job.stages().size() - 1; i >= 0; i--) {
                first = before(first, job.stages().get(i));
            }
            readAll(job, first);
        };
        unchecked("source " + job.sourceName(), read);
    }

    /** Something that a method of the class does. */
    private interface Step {
        void run() throws Exception;
    }

    private static void readAll(AnnotatedJob job, Emitter<Object> first) throws Exception {
        SourceOutput<Object> out = new Records(first);
        try (SourceReader<Object> reader =
                job.source().open(job.source().splits().get(0), 0)) {
            while (reader.read(out, Integer.MAX_VALUE, 0) != SourceReader.Status.END) {
                // a turn without end is over only at the end of an int's range
            }
        }
    }

    private static Emitter<Object> before(Emitter<Object> next, AnnotatedStage stage) {
        MemoryState memory = new MemoryState();
        FlatMapper<Object, Object> method = stage.bind(memory);
        Optional<Mapper<Object, Object>> key = stage.key();
        return value -> unchecked("stage " + stage.name(), () -> {
            if (key.isPresent()) {
                memory.key(key.get().apply(value));
            }
            method.apply(value, next);
        });
    }

    private static void unchecked(String who, Step step) {
        try {
            step.run();
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new IllegalStateException("%s failed: %s".formatted(who, thrown), thrown);
        }
    }

    private record Records(Emitter<Object> first) implements SourceOutput<Object> {
        @Override
        public void emit(Object value) {
            first.emit(value);
        }

        @Override
        public void emit(Object value, long dueNanos) {
            first.emit(value);
        }

        @Override
        public void malformed(MalformedRecordException problem) {
            throw problem;
        }
    }
}
