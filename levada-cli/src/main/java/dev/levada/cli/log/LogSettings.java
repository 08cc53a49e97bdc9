package dev.levada.cli.log;

import dev.levada.node.log.LogKey;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Which log a process writes.
 *
 * @param level the least that is written
 * @param file null for standard error
 * @param fileBytes how big a file gets, give or take a line, before it is renamed: 64 KiB to 1 GiB
 * @param files how many there are at most, the one being written included: 2 to 20
 * @param about what each line is about on whatever thread, unless the thread says otherwise: a worker process is about
 *     its worker
 */
public record LogSettings(
        LogFormat format, Level level, @Nullable Path file, long fileBytes, int files, Map<LogKey, String> about) {
    private static final long MIN_FILE_BYTES = 64 << 10;
    private static final long MAX_FILE_BYTES = 1 << 30;
    private static final int MAX_FILES = 20;
    private static final long USUAL_FILE_BYTES = 16 << 20;
    private static final int USUAL_FILES = 4;

    /** Checks the bounds. */
    public LogSettings {
        if (fileBytes < MIN_FILE_BYTES || fileBytes > MAX_FILE_BYTES) {
            throw new IllegalArgumentException(
                    "a log file has %d to %d bytes, not %d".formatted(MIN_FILE_BYTES, MAX_FILE_BYTES, fileBytes));
        }
        if (files < 2 || files > MAX_FILES) {
            throw new IllegalArgumentException("there are 2 to %d log files, not %d".formatted(MAX_FILES, files));
        }
        about = Map.copyOf(about);
    }

    /** Lines to standard error. */
    public static LogSettings toStandardError(LogFormat format) {
        return new LogSettings(format, Level.INFO, null, USUAL_FILE_BYTES, USUAL_FILES, Map.of());
    }

    /** Lines to a file of 16 MiB, and three older ones beside it. */
    public static LogSettings toFile(LogFormat format, Path file) {
        return new LogSettings(format, Level.INFO, file, USUAL_FILE_BYTES, USUAL_FILES, Map.of());
    }

    /** The same, with each line about these things. */
    public LogSettings about(Map<LogKey, String> things) {
        return new LogSettings(format, level, file, fileBytes, files, things);
    }
}
