package dev.levada.connectors.files;

import dev.levada.api.connector.Sink;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Settings of a sink that writes one file. */
public final class OutputFile<T> {
    private final String kind;
    private final Path file;
    private final RecordText<T> format;
    private Charset charset = StandardCharsets.UTF_8;

    OutputFile(String kind, Path file, RecordText<T> format) {
        if (file.getFileName() == null || file.toString().isEmpty()) {
            throw new IllegalArgumentException("output '%s' is not the name of a file".formatted(file));
        }
        this.kind = kind;
        this.file = file;
        this.format = format;
    }

    /** How the text is encoded; the default is UTF-8. Writing a character that the charset cannot hold is an error. */
    public OutputFile<T> charset(Charset other) {
        this.charset = other;
        return this;
    }

    public Sink<T> build() {
        return new FileSink<>(kind, file, "", charset, format);
    }
}
