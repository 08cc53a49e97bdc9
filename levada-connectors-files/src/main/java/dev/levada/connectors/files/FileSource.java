package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files, each a split named by its path.
 *
 * @param kind what the files hold, for people
 */
record FileSource<T>(String kind, Inputs inputs, TextOptions text, LineFormat<T> format) implements Source<T> {

    @Override
    public List<String> splits() throws IOException {
        return inputs.files();
    }

    @Override
    public SourceReader<T> open(String split, long position) throws IOException {
        if (position < 0) {
            throw new BadInputException(
                    "input '%s': position %d is none; give what a reader gave, or 0".formatted(split, position));
        }
        Path file = Path.of(split);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BadInputException(
                    "input '%s' is no longer a file that can be read; restore it or start anew".formatted(split));
        }
        InputStream raw = Files.newInputStream(file);
        try {
            return format.read(new TextLines(split, decompressed(split, raw), text), position);
        } catch (IOException e) {
            boolean cut = position > 0 && isAtEnd(raw, e);
            raw.close();
            if (cut) {
                throw changed(split, e);
            }
            throw e;
        } catch (RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public boolean predetermined() {
        return true;
    }

    @Override
    public String describe() {
        return kind + " " + inputs;
    }

    /** Whether a failure to decompress means that a file was cut short, not that the disk cannot be read. */
    private static boolean isAtEnd(InputStream raw, IOException failure) {
        try {
            return raw.read() < 0;
        } catch (IOException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private static BadInputException changed(String split, IOException cause) {
        return new BadInputException(
                "input '%s' was changed since it was read: %s; restore it or start anew"
                        .formatted(split, cause.getMessage()),
                cause);
    }

    private static InputStream decompressed(String split, InputStream raw) throws IOException {
        try {
            return Compression.undone(split, raw);
        } catch (IOException e) {
            throw new IOException("input '%s' cannot be read: %s".formatted(split, e.getMessage()), e);
        }
    }
}
