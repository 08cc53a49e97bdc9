package dev.levada.testkit.guest;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.testkit.sample.InjectedException;
import dev.levada.testkit.sample.Outside;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands where a user's sink stood: a system with transactions that outlasts all crashes, refuses attempts that are
 * void, and keeps what it has committed.
 */
final class KeptSink implements Sink<Object> {
    private final MemorySink<Object> committed = Sinks.memory();
    private final Map<Integer, Long> fences = new LinkedHashMap<>();
    private final int tasks;
    private final Outside outside;

    /** @param tasks how many must write it, or 0 for any number */
    KeptSink(int tasks, Outside outside) {
        this.tasks = tasks;
        this.outside = outside;
    }

    List<Object> values() {
        return committed.values();
    }

    @Override
    public SinkWriter<Object> open(SinkTask task) {
        requireNotFenced(task);
        fences.put(task.subtask(), task.attempt());
        return new Writer(task, committed.open(task));
    }

    private void requireNotFenced(SinkTask task) {
        if (task.attempt() < fences.getOrDefault(task.subtask(), 0L)) {
            throw new InjectedException("sink %s refuses attempt %d".formatted(task.operator(), task.attempt()));
        }
    }

    private final class Writer implements SinkWriter<Object> {
        private final SinkTask task;
        private final SinkWriter<Object> writer;

        Writer(SinkTask task, SinkWriter<Object> writer) {
            this.task = task;
            this.writer = writer;
        }

        @Override
        public void write(Object value) throws Exception {
            writer.write(value);
        }

        @Override
        public byte[] prepare(long epoch) throws Exception {
            requireNotFenced(task);
            return writer.prepare(epoch);
        }

        @Override
        public void commit(byte[] prepared) throws Exception {
            requireNotFenced(task);
            outside.committing();
            writer.commit(prepared);
            outside.committed();
        }
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    @Override
    public int fixedParallelism() {
        return tasks;
    }

    @Override
    public String describe() {
        return "kept";
    }
}
