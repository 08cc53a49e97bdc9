package dev.levada.connectors.files;

import dev.levada.api.connector.Source;
import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * Settings of a source of CSV rows. Without any: comma, double quotes, and a first row that names the columns. A quote
 * within a quoted value is written twice; empty lines are left out.
 */
public final class CsvFiles<T> {
    private final RowShape<T> shape;
    private Inputs inputs;
    private TextOptions text = TextOptions.DEFAULT;
    private CsvDialect dialect = CsvDialect.DEFAULT;

    CsvFiles(Inputs inputs, RowShape<T> shape) {
        this.inputs = inputs;
        this.shape = shape;
    }

    /** These files, directories and globs as well; each file has its own header. */
    public CsvFiles<T> and(String... patterns) {
        this.inputs = inputs.and(Inputs.of(patterns));
        return this;
    }

    /** These files and directories as well; each file has its own header. */
    public CsvFiles<T> and(Path... paths) {
        this.inputs = inputs.and(Inputs.of(paths));
        return this;
    }

    /** What stands between two columns; the default is a comma. */
    public CsvFiles<T> delimiter(char delimiter) {
        this.dialect = dialect.delimiter(delimiter);
        return this;
    }

    /** What encloses a value in which delimiters, quotes and line ends count as text; the default is {@code "}. */
    public CsvFiles<T> quote(char quote) {
        this.dialect = dialect.quote(quote);
        return this;
    }

    /** No character is a quote. */
    public CsvFiles<T> noQuotes() {
        this.dialect = dialect.quote(null);
        return this;
    }

    /**
     * Whether the first row names the columns; the default is true. With names, the columns may come in any order, and
     * those that the record has no component for are passed over; without, they come in the order of the components.
     */
    public CsvFiles<T> header(boolean header) {
        this.dialect = dialect.header(header);
        return this;
    }

    /** How the text is encoded; the default is UTF-8. Bytes that are not of the charset make a row malformed. */
    public CsvFiles<T> charset(Charset charset) {
        this.text = text.charset(charset);
        return this;
    }

    /**
     * A line, or a row of several lines, with more characters is malformed, from 1; the default is 1 Mi (1 048 576). So
     * far a quote that is never closed is followed.
     */
    public CsvFiles<T> maxLineChars(int maxChars) {
        this.text = text.maxLineChars(maxChars);
        return this;
    }

    public Source<T> build() {
        CsvDialect settled = dialect;
        int maxRowChars = text.maxLineChars();
        return new FileSource<>(
                "csv",
                inputs,
                text,
                (lines, position) -> new CsvReader<>(lines, maxRowChars, settled, shape, position));
    }
}
