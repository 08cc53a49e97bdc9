package dev.levada.connectors.files;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sinks that write files. Nothing is seen of an epoch before the job commits it: until then it stands in a hidden file
 * beside the target. The first commit of a run takes the target's place, at once and whole, whatever stood there
 * before; each later one is added at the end. A run that fails before its first commit leaves the target as it was.
 * What stands under the target's name never goes away and never changes while the job runs, and ends with a whole
 * record except for the moment in which a commit adds to it.
 *
 * <p>A commit that fails, because the disk is full, say, is taken back and can be repeated. A target that somebody else
 * has changed, so that a commit cannot be added, is left alone and the job told so. Meanwhile no other job may write to
 * the same target: a sink that is opened deletes the hidden files of its task, all but those of the same run that the
 * job goes on from. A run that ends between preparing an epoch and committing it leaves a hidden file for the next.
 *
 * <p>Directories that are missing are made. A file whose name ends in {@code .gz} is compressed, each epoch by itself;
 * the format allows that, and every reader of it should.
 *
 * <p>A sink for one file has one task. A sink for a directory has any number, which write {@code part-00000},
 * {@code part-00001} and so on; files there that are none of these are left alone, also those of an earlier job with
 * more tasks.
 */
public final class FileSinks {

    private FileSinks() {}

    /** Each record on a line, as its {@code toString} gives it. */
    public static <T> OutputFile<T> lines(Path file) {
        return lines(file, String::valueOf);
    }

    /** Each record on a line, as a function gives it; the function is shared by all tasks. */
    public static <T> OutputFile<T> lines(Path file, Function<? super T, String> formatter) {
        return new OutputFile<>("lines", file, lineText(formatter));
    }

    /** As {@link #lines(Path)}, a file for each task. */
    public static <T> OutputDirectory<T> linesIn(Path directory) {
        return linesIn(directory, String::valueOf);
    }

    /** As {@link #lines(Path, Function)}, a file for each task. */
    public static <T> OutputDirectory<T> linesIn(Path directory, Function<? super T, String> formatter) {
        return new OutputDirectory<>("lines", directory, lineText(formatter));
    }

    /**
     * Each record a row of a table, the names of the components on top; {@link FileSources#csv(Path, Class)} reads it
     * back. An {@code Optional} that holds an empty string cannot be told from an empty one.
     *
     * @throws IllegalArgumentException if a component is of a type that {@link FileSources#csv(Path, Class)} cannot
     *     read
     */
    public static <T extends Record> OutputFile<T> csv(Path file, Class<T> type) {
        return new OutputFile<>("csv", file, csvText(type));
    }

    /**
     * Each row of a table, the names of its columns on top; {@link FileSources#csvMaps(Path...)} reads it back. Values
     * are written as their {@code toString} gives them.
     *
     * @throws IllegalArgumentException if there is no column
     */
    public static OutputFile<List<?>> csv(Path file, List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table '%s' has no columns; name one at least".formatted(file));
        }
        return new OutputFile<>("csv", file, new RowText(List.copyOf(columns), CsvDialect.DEFAULT.format()));
    }

    /** As {@link #csv(Path, Class)}, a file for each task, each with the names on top. */
    public static <T extends Record> OutputDirectory<T> csvIn(Path directory, Class<T> type) {
        return new OutputDirectory<>("csv", directory, csvText(type));
    }

    /** Each record a JSON value on a line; {@link FileSources#jsonLines(Path, Class)} reads it back. */
    public static <T> OutputFile<T> jsonLines(Path file) {
        return new OutputFile<>("json lines", file, jsonText());
    }

    /** As {@link #jsonLines(Path)}, a file for each task. */
    public static <T> OutputDirectory<T> jsonLinesIn(Path directory) {
        return new OutputDirectory<>("json lines", directory, jsonText());
    }

    private static <T> RecordText<T> lineText(Function<? super T, String> formatter) {
        return (value, out) -> out.append(formatter.apply(value)).append('\n');
    }

    private static <T extends Record> RecordText<T> csvText(Class<T> type) {
        RecordShape<T> shape = new RecordShape<>(type);
        CSVFormat format = CsvDialect.DEFAULT.format();
        return new CsvText<>(shape, format);
    }

    private static <T> RecordText<T> jsonText() {
        JsonMapper mapper = JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .build();
        return (value, out) -> out.append(mapper.writeValueAsString(value)).append('\n');
    }
}
