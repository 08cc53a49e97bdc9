package dev.levada.connectors.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Sources that read files. Each names a file, a directory (all files in it that are not hidden) or a glob
 * ({@code logs/**}{@code /*.gz}, always with slashes; {@code **}{@code /} stands for any number of directories, also
 * none); {@code and} adds more. Each file is read by one task, so their number bounds how many can read at once.
 *
 * <p>Files compressed with gzip, bzip2 or xz are read as what they hold. A line that is no record goes to the
 * operator's error policy, with file and line.
 */
public final class FileSources {

    private FileSources() {}

    /** Lines of text, without what ends them. */
    public static LineFiles lines(Path... paths) {
        return new LineFiles(Inputs.of(paths));
    }

    /** Lines of text, without what ends them. */
    public static LineFiles lines(String... patterns) {
        return new LineFiles(Inputs.of(patterns));
    }

    /**
     * Rows of a table as records: columns by the names of the components, or by position if there is no header. A
     * component is a primitive or its box, a String, BigDecimal, Instant, Duration, LocalDate, UUID (the times as in
     * ISO 8601), an enum, or an {@code Optional} of one of these, whose column may be empty or not there.
     *
     * @throws IllegalArgumentException if the record has a component of another type
     */
    public static <T extends Record> CsvFiles<T> csv(Path path, Class<T> type) {
        return new CsvFiles<>(Inputs.of(path), new RecordRows<>(new RecordShape<>(type)));
    }

    /** Rows of a table as records, as in {@link #csv(Path, Class)}. */
    public static <T extends Record> CsvFiles<T> csv(String pattern, Class<T> type) {
        return new CsvFiles<>(Inputs.of(pattern), new RecordRows<>(new RecordShape<>(type)));
    }

    /** Rows of a table as they are, the header left out. */
    public static CsvFiles<List<String>> csv(Path... paths) {
        return new CsvFiles<>(Inputs.of(paths), (location, header) -> List::of);
    }

    /** Rows of a table as they are, the header left out. */
    public static CsvFiles<List<String>> csv(String... patterns) {
        return new CsvFiles<>(Inputs.of(patterns), (location, header) -> List::of);
    }

    /** Rows of a table by the names in its header, in that order; without a header the names are 1, 2 and so on. */
    public static CsvFiles<Map<String, String>> csvMaps(Path... paths) {
        return new CsvFiles<>(Inputs.of(paths), new NamedRows());
    }

    /** Rows of a table by the names in its header, in that order; without a header the names are 1, 2 and so on. */
    public static CsvFiles<Map<String, String>> csvMaps(String... patterns) {
        return new CsvFiles<>(Inputs.of(patterns), new NamedRows());
    }

    /**
     * A JSON value for each line, read as a record (or any type that Jackson can read). A field may be absent or null
     * only if its component is an {@code Optional}; no value is turned into one of another type. A module must open the
     * type's package to {@code tools.jackson.databind}.
     */
    public static <T> JsonFiles<T> jsonLines(Path path, Class<T> type) {
        return new JsonFiles<>(Inputs.of(path), type);
    }

    /** A JSON value for each line, as in {@link #jsonLines(Path, Class)}. */
    public static <T> JsonFiles<T> jsonLines(String pattern, Class<T> type) {
        return new JsonFiles<>(Inputs.of(pattern), type);
    }
}
