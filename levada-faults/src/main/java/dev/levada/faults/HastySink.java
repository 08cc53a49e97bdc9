package dev.levada.faults;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/** A planted bug: claims to be transactional, and shows everything at once. A harness that does not notice is none. */
record HastySink<T>(Path directory, Function<T, String> text) implements Sink<T> {

    @Override
    public SinkWriter<T> open(SinkTask task) throws Exception {
        Files.createDirectories(directory);
        Writer file = Files.newBufferedWriter(
                directory.resolve("part-%05d".formatted(task.subtask())),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new SinkWriter<>() {
            @Override
            public void write(T value) throws Exception {
                file.write(text.apply(value) + "\n");
            }

            @Override
            public void flush() throws Exception {
                file.flush();
            }

            @Override
            public void close() throws Exception {
                file.close();
            }
        };
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }
}
