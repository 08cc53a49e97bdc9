package dev.levada.connectors.files;

import dev.levada.api.connector.Sink;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Settings of a sink that writes a file for each of its tasks into a directory. */
public final class OutputDirectory<T> {
    private final String kind;
    private final Path directory;
    private final RecordText<T> format;
    private Charset charset = StandardCharsets.UTF_8;
    private String part = "part-%05d";

    OutputDirectory(String kind, Path directory, RecordText<T> format) {
        this.kind = kind;
        this.directory = directory;
        this.format = format;
    }

    /** How the text is encoded; the default is UTF-8. Writing a character that the charset cannot hold is an error. */
    public OutputDirectory<T> charset(Charset other) {
        this.charset = other;
        return this;
    }

    /** The files are compressed, and named {@code part-00000.gz} and so on. */
    public OutputDirectory<T> gzip() {
        this.part = "part-%05d.gz";
        return this;
    }

    public Sink<T> build() {
        return new FileSink<>(kind, directory, part, charset, format);
    }
}
