package dev.levada.node.embedded;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A system outside that knows prepared and committed output for good, as a database would. */
final class Ledger implements Sink<Object> {
    private final Map<String, List<Object>> prepared = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final List<Object> committed = new ArrayList<>();

    synchronized List<Object> committed() {
        return List.copyOf(committed);
    }

    @Override
    public synchronized SinkWriter<Object> open(SinkTask task) {
        task.prepared().forEach(this::commit);
        return new Writer(task);
    }

    private synchronized void prepare(String id, List<Object> values) {
        prepared.put(id, values);
    }

    private synchronized void commit(byte[] handle) {
        String id = new String(handle, StandardCharsets.UTF_8);
        if (done.add(id)) {
            List<Object> values = prepared.remove(id);
            if (values == null) {
                throw new IllegalStateException("nothing is prepared under " + id);
            }
            committed.addAll(values);
        }
    }

    private final class Writer implements SinkWriter<Object> {
        private final SinkTask task;
        private List<Object> values = new ArrayList<>();

        Writer(SinkTask task) {
            this.task = task;
        }

        @Override
        public void write(Object value) {
            values.add(value);
        }

        @Override
        public byte[] prepare(long epoch) {
            if (values.isEmpty()) {
                return new byte[0];
            }
            String id = "%s/%s/%d/%d/%d".formatted(task.run(), task.operator(), task.subtask(), task.attempt(), epoch);
            Ledger.this.prepare(id, values);
            values = new ArrayList<>();
            return id.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void commit(byte[] handle) {
            Ledger.this.commit(handle);
        }
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }
}
