package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file, or one for each task in a directory.
 *
 * @param kind what is written, for people
 * @param target the file, or the directory
 * @param part how a file in the directory is named, from the number of its task; empty if the target is the file
 */
record FileSink<T>(String kind, Path target, String part, Charset charset, RecordText<T> format) implements Sink<T> {

    @Override
    public SinkWriter<T> open(SinkTask task) throws Exception {
        EpochFiles files = EpochFiles.open(file(task.subtask()), task);
        try {
            return new TextWriter<>(files, format, charset);
        } catch (Exception e) {
            files.close();
            throw e;
        }
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    @Override
    public int fixedParallelism() {
        return part.isEmpty() ? 1 : 0;
    }

    @Override
    public String describe() {
        return kind + " " + target;
    }

    private Path file(int subtask) {
        if (part.isEmpty()) {
            return target;
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new BadInputException("output '%s' is not a directory; remove it, or name another".formatted(target));
        }
        return target.resolve(part.formatted(subtask));
    }
}
