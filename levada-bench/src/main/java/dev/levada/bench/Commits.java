package dev.levada.bench;

import dev.levada.api.KeyCount;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps the last count of each word, says which task runs in which process and when its output is committed, and at the
 * end what was counted.
 */
record Commits(Consumer<String> told) implements Sink<KeyCount<String>> {
    static final String OPENED = "opened";
    static final String COMMITTED = "committed";

    @Override
    public SinkWriter<KeyCount<String>> open(SinkTask task) {
        Map<String, KeyCount<String>> last = new HashMap<>(20_000);
        told.accept("%s %d %d %d"
                .formatted(
                        OPENED,
                        task.subtask(),
                        task.attempt(),
                        ProcessHandle.current().pid()));
        return new SinkWriter<>() {
            @Override
            public void write(KeyCount<String> count) {
                last.put(count.key(), count);
            }

            @Override
            public byte[] prepare(long epoch) {
                return new byte[] {1};
            }

            @Override
            public void commit(byte[] prepared) {
                told.accept("%s %d %d".formatted(COMMITTED, task.subtask(), task.attempt()));
            }

            @Override
            public void close() {
                Map<String, Long> counts = new HashMap<>();
                last.forEach((word, count) -> counts.put(word, count.count()));
                told.accept(CountLines.of(counts));
            }
        };
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }
}
