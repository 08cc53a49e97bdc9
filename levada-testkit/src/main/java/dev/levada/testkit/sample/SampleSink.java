package dev.levada.testkit.sample;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A system outside the job that outlasts all crashes: one with transactions, which refuses attempts that are void, or a
 * plain one that shows what it gets at once.
 */
public final class SampleSink implements Sink<Item> {
    private final String name;
    private final int tasks;
    private final boolean plain;
    private final Outside outside;
    private final Map<Integer, Long> fences = new LinkedHashMap<>();
    private final Map<String, Transaction> prepared = new LinkedHashMap<>();
    private final Map<String, Transaction> committed = new LinkedHashMap<>();

    SampleSink(String name, int tasks, boolean plain, Outside outside) {
        this.name = name;
        this.tasks = tasks;
        this.plain = plain;
        this.outside = outside;
    }

    /** What one attempt wrote in one epoch. */
    public record Transaction(int subtask, long attempt, long epoch, List<Item> items) {}

    /** What one attempt shows at once. */
    public record Effect(int subtask, long attempt, long number, Item item) {}

    public String name() {
        return name;
    }

    /** What a handle stands for, committed or not; nothing if it was aborted. */
    public List<Item> itemsOf(byte[] handle) {
        String id = new String(handle, StandardCharsets.UTF_8);
        Transaction found = committed.getOrDefault(id, prepared.get(id));
        return found == null ? List.of() : found.items();
    }

    public boolean isCommitted(byte[] handle) {
        return committed.containsKey(new String(handle, StandardCharsets.UTF_8));
    }

    @Override
    public Contract contract() {
        return plain ? Contract.PLAIN : Contract.TRANSACTIONAL;
    }

    public boolean isPlain() {
        return plain;
    }

    @Override
    public int fixedParallelism() {
        return tasks;
    }

    @Override
    public SinkWriter<Item> open(SinkTask task) {
        if (plain) {
            return new PlainWriter(task);
        }
        requireNotFenced(task);
        fences.put(task.subtask(), task.attempt());
        for (byte[] handle : task.prepared()) {
            commit(handle);
        }
        Iterator<Transaction> others = prepared.values().iterator();
        while (others.hasNext()) {
            Transaction other = others.next();
            if (other.subtask() == task.subtask() && other.attempt() < task.attempt()) {
                others.remove();
                outside.sometimes("an output rolled back");
            }
        }
        return new Writer(task);
    }

    private void requireNotFenced(SinkTask task) {
        if (task.attempt() < fences.getOrDefault(task.subtask(), 0L)) {
            outside.sometimes("a zombie refused by a sink");
            throw new InjectedException("%s refuses attempt %d".formatted(name, task.attempt()));
        }
    }

    private void commit(byte[] handle) {
        outside.committing();
        String id = new String(handle, StandardCharsets.UTF_8);
        Transaction transaction = prepared.remove(id);
        if (transaction != null) {
            committed.put(id, transaction);
            outside.shown(this, transaction);
        } else if (committed.containsKey(id)) {
            outside.sometimes("a commit repeated");
        } else {
            outside.violated("sink %s was to commit %s, which it does not have".formatted(name, id));
        }
        outside.committed();
    }

    private final class Writer implements SinkWriter<Item> {
        private final SinkTask task;
        private List<Item> written = new ArrayList<>();

        Writer(SinkTask task) {
            this.task = task;
        }

        @Override
        public void write(Item value) {
            written.add(value);
        }

        @Override
        public byte[] prepare(long epoch) {
            requireNotFenced(task);
            if (written.isEmpty()) {
                return new byte[0];
            }
            String id = "%d/%d/%d".formatted(task.subtask(), task.attempt(), epoch);
            prepared.put(id, new Transaction(task.subtask(), task.attempt(), epoch, List.copyOf(written)));
            written = new ArrayList<>();
            return id.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void commit(byte[] handle) {
            requireNotFenced(task);
            SampleSink.this.commit(handle);
        }
    }

    private final class PlainWriter implements SinkWriter<Item> {
        private final SinkTask task;

        PlainWriter(SinkTask task) {
            this.task = task;
        }

        @Override
        public void write(Item value) {
            outside.shown(SampleSink.this, new Transaction(task.subtask(), task.attempt(), 0, List.of(value)));
        }

        @Override
        public void write(Item value, long number) {
            outside.shown(SampleSink.this, new Effect(task.subtask(), task.attempt(), number, value));
        }
    }
}
