package dev.levada.connectors.files;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Attempts at tasks of a sink. A killed one is simply not closed. */
final class Attempts {
    private Attempts() {}

    /** An attempt that goes on from what earlier ones have prepared. */
    static <T> SinkWriter<T> open(Sink<T> sink, long attempt, byte[]... prepared) throws Exception {
        return sink.open(task("run", 0, attempt, prepared));
    }

    static SinkTask task(String run, int subtask, long attempt, byte[]... prepared) {
        return new SinkTask("job", run, "sink", subtask, 16, attempt, List.of(prepared));
    }

    /** An epoch, prepared. */
    @SafeVarargs
    static <T> byte[] epoch(SinkWriter<T> writer, long epoch, T... values) throws Exception {
        for (T value : values) {
            writer.write(value);
        }
        return writer.prepare(epoch);
    }

    /** The names of the hidden files in a directory, sorted. */
    static List<String> hidden(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** The only hidden file in a directory. */
    static Path onlyHidden(Path directory) throws IOException {
        List<String> names = hidden(directory);
        if (names.size() != 1) {
            throw new AssertionError("expected one hidden file, found " + names);
        }
        return directory.resolve(names.get(0));
    }
}
