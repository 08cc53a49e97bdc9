package dev.levada.connectors.files;

import dev.levada.api.connector.SourceReader;
import java.io.IOException;

/** What makes records of the lines of a file. Shared by all tasks, so without state. */
@FunctionalInterface
interface LineFormat<T> {

    /**
     * Begins to read; the reader closes the lines.
     *
     * @param position what a reader of this format gave for the same file, or 0
     */
    SourceReader<T> read(TextLines lines, long position) throws IOException;
}
