package dev.levada.dadstorm.file;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.Source;
import dev.levada.connectors.files.FileSinks;
import dev.levada.connectors.files.FileSources;
import dev.levada.dadstorm.tuple.TupleFormat;
import java.nio.file.Path;
import java.util.List;

/** Files with a tuple on each line. */
public final class TupleFiles {

    private TupleFiles() {}

    /** The tuples of a file, in order; blank lines and comments are none. */
    public static Source<List<String>> source(Path file) {
        return new TupleSource(FileSources.lines(file).build());
    }

    /** Writes each tuple on a line, its fields joined by comma and blank; seen when the job commits. */
    public static Sink<List<String>> sink(Path file) {
        return FileSinks.<List<String>>lines(file, TupleFormat::line).build();
    }
}
