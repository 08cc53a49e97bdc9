package dev.levada.api;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps committed records in memory. One sink serves one run of one job; it may be read from any thread. */
public final class MemorySink<T> implements Sink<T> {
    // Guards both: tasks commit from their threads, tests read from theirs.
    private final Object lock = new Object();
    private final List<T> committed = new ArrayList<>();
    private final Map<String, List<T>> prepared = new HashMap<>();

    MemorySink() {}

    /** What has been committed so far: the records of one task in the order in which it got them. */
    public List<T> values() {
        synchronized (lock) {
            return List.copyOf(committed);
        }
    }

    @Override
    public SinkWriter<T> open(SinkTask task) {
        synchronized (lock) {
            task.prepared().forEach(this::commit);
            prepared.keySet().removeIf(name -> name.startsWith(task.subtask() + "/"));
        }
        return new Writer(task);
    }

    private void commit(byte[] name) {
        synchronized (lock) {
            List<T> values = prepared.remove(new String(name, StandardCharsets.UTF_8));
            if (values != null) {
                committed.addAll(values);
            }
        }
    }

    private final class Writer implements SinkWriter<T> {
        private final SinkTask task;
        private List<T> written = new ArrayList<>();

        Writer(SinkTask task) {
            this.task = task;
        }

        @Override
        public void write(T value) {
            written.add(value);
        }

        @Override
        public byte[] prepare(long epoch) {
            if (written.isEmpty()) {
                return new byte[0];
            }
            String name = "%d/%d/%d".formatted(task.subtask(), task.attempt(), epoch);
            synchronized (lock) {
                prepared.put(name, written);
            }
            written = new ArrayList<>();
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void commit(byte[] name) {
            MemorySink.this.commit(name);
        }
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public String describe() {
        return "memory";
    }
}
