package dev.levada.api;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkWriter;
import java.util.ArrayList;
import java.util.List;

/** Keeps committed records in memory. One sink serves one run of one job; it may be read from any thread. */
public final class MemorySink<T> implements Sink<T> {
    // Guards itself: tasks commit from their threads, tests read from theirs.
    private final List<T> committed = new ArrayList<>();

    MemorySink() {}

    /** What has been committed so far: the records of one task in the order in which it got them. */
    public List<T> values() {
        synchronized (committed) {
            return List.copyOf(committed);
        }
    }

    @Override
    public SinkWriter<T> open(int subtask) {
        List<T> written = new ArrayList<>();
        return new SinkWriter<>() {
            @Override
            public void write(T value) {
                written.add(value);
            }

            @Override
            public void commit() {
                synchronized (committed) {
                    committed.addAll(written);
                }
            }
        };
    }

    @Override
    public Visibility visibility() {
        return Visibility.ON_COMMIT;
    }

    @Override
    public String describe() {
        return "memory";
    }
}
