package dev.levada.connectors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From each position that a reader gave, another reader gives what the first had yet to give. */
class ResumeTest {
    private static final String[] ENDS = {"\n", "\r\n", "\r", "\n\n"};

    @TempDir
    Path directory;

    record Row(int number, String text) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void linesGoOn(long seed) throws Exception {
        assertGoesOn(seed, FileSources.lines(write(seed, ResumeTest::line)).build());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void jsonGoesOn(long seed) throws Exception {
        assertGoesOn(
                seed,
                FileSources.jsonLines(write(seed, ResumeTest::json), Integer.class)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void csvGoesOn(long seed) throws Exception {
        assertGoesOn(
                seed,
                FileSources.csv(write(seed, ResumeTest::csv), Row.class)
                        .maxLineChars(60)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "ISO-2022-JP", "Shift_JIS", "GB18030"})
    void allGoOnInCharsetsOfSeveralBytes(String charset) throws Exception {
        Charset many = Charset.forName(charset);
        for (long seed = 1; seed <= 3; seed++) {
            Path lines = write(seed, many, (random, number) -> "日本".substring(random.nextInt(3)) + number);
            assertGoesOn(
                    seed, FileSources.lines(lines).charset(many).maxLineChars(3).build());
            Path json = write(seed, many, (random, number) -> random.nextInt(5) == 0 ? "{日" : "\"日本" + number + '"');
            assertGoesOn(
                    seed,
                    FileSources.jsonLines(json, String.class).charset(many).build());
            Path csv = write(
                    seed,
                    many,
                    (random, number) -> csv(random, number).replace('ü', '日').replace("l", "本"));
            assertGoesOn(
                    seed,
                    FileSources.csv(csv, Row.class)
                            .charset(many)
                            .maxLineChars(60)
                            .build());
            assertGoesOn(
                    seed, FileSources.csv(csv).charset(many).maxLineChars(60).build());
            assertGoesOn(
                    seed,
                    FileSources.csvMaps(csv)
                            .charset(many)
                            .header(false)
                            .maxLineChars(60)
                            .build());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-2022-JP"})
    void aReaderGoesOnAcrossTheEndsOfItsBuffers(String charset) throws Exception {
        Charset many = Charset.forName(charset);
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 200_000; i++) {
            text.append("日本x".repeat(i % 17)).append(i).append(ENDS[i % 3]);
        }
        Path file = Files.write(directory.resolve("a"), text.toString().getBytes(many));
        Source<String> source = FileSources.lines(file).charset(many).build();
        List<Object> whole = Outcome.of(source).all;
        assertThat(whole).isEqualTo(text.toString().lines().toList());
        for (int position = 0; position <= whole.size(); position += 61) {
            assertThat(Outcome.from(source, file.toString(), position).all)
                    .isEqualTo(whole.subList(position, whole.size()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsShorterThanThePositionIsRefused(Kind kind) throws Exception {
        Path file = directory.resolve("a" + kind.extension);
        String text = "text,number\n" + "t,1\n".repeat(20_000);
        kind.write(file, text);
        for (Source<?> source : List.of(
                FileSources.lines(file).build(),
                FileSources.jsonLines(file, Object.class).build(),
                FileSources.csv(file, Row.class).build())) {
            kind.write(file, text);
            long end;
            try (SourceReader<?> reader = source.open(file.toString(), 0)) {
                end = readToEnd(reader);
            }
            kind.write(file, text.substring(0, 4_000));
            assertChanged(source, file, end);
            Files.write(file, new byte[0]);
            assertChanged(source, file, end);
            kind.write(file, text);
            byte[] cut = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(cut, cut.length - 30));
            assertChanged(source, file, end);
            kind.write(file, text);
            assertThatThrownBy(() -> source.open(file.toString(), -1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("position -1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatGrewIsReadOn(Kind kind) throws Exception {
        Path file = directory.resolve("a" + kind.extension);
        kind.write(file, "text,number\nt,1\n\"t\nt\",2\n");
        Source<Row> source = FileSources.csv(file, Row.class).build();
        long end;
        try (SourceReader<Row> reader = source.open(file.toString(), 0)) {
            end = readToEnd(reader);
        }
        assertThat(Outcome.from(source, file.toString(), end).all).isEmpty();
        kind.write(file, "text,number\nt,1\n\"t\nt\",2\nt,3\n");
        assertThat(Outcome.from(source, file.toString(), end).all).containsExactly(new Row(3, "t"));
    }

    private enum Kind {
        PLAIN(""),
        GZIP(".gz"),
        BZIP2(".bz2"),
        XZ(".xz");

        private final String extension;

        Kind(String extension) {
            this.extension = extension;
        }

        void write(Path file, String text) throws IOException {
            try (OutputStream raw = Files.newOutputStream(file);
                    OutputStream out = switch (this) {
                        case PLAIN -> raw;
                        case GZIP -> new GZIPOutputStream(raw);
                        case BZIP2 -> new BZip2CompressorOutputStream(raw);
                        case XZ -> new XZCompressorOutputStream(raw);
                    }) {
                out.write(text.getBytes(ISO_8859_1));
            }
        }
    }

    private static <T> long readToEnd(SourceReader<T> reader) throws IOException {
        Outcome<T> outcome = new Outcome<>();
        while (reader.read(outcome, 100, 0) == Status.MORE) {}
        return reader.position();
    }

    private static void assertChanged(Source<?> source, Path file, long position) {
        assertThatThrownBy(() -> source.open(file.toString(), position))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'%s'", file)
                .hasMessageContaining("restore it");
    }

    private interface Piece {
        String of(Random random, int number);
    }

    private static String line(Random random, int number) {
        return random.nextInt(8) == 0 ? "ü" : "x".repeat(random.nextInt(5)) + number;
    }

    private static String json(Random random, int number) {
        return random.nextInt(5) == 0 ? "{nonsense" : Integer.toString(number);
    }

    private static String csv(Random random, int number) {
        if (number == 0) {
            return "\"text\",number";
        }
        return switch (random.nextInt(12)) {
            case 0 -> "\"never closed," + number;
            case 1 -> "\"closed\"too soon," + number;
            case 2 -> "too few";
            case 3 -> "text,not a number";
            case 4 -> "ü," + number;
            case 5, 6 -> "\"over\r\nseveral\n\n\"\"lines\"\"\"," + number;
            case 7 -> "\"" + "too long\n".repeat(10) + "\"," + number;
            default -> "text," + number;
        };
    }

    private Path write(long seed, Piece piece) throws Exception {
        return write(seed, ISO_8859_1, piece);
    }

    private Path write(long seed, Charset charset, Piece piece) throws Exception {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(piece.of(random, i)).append(ENDS[random.nextInt(ENDS.length)]);
        }
        Path file = directory.resolve("a");
        try (OutputStream out =
                seed % 2 == 0 ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(text.toString().getBytes(charset));
        }
        return file;
    }

    private static <T> void assertGoesOn(long seed, Source<T> source) throws Exception {
        String split = source.splits().get(0);
        Outcome<T> whole = Outcome.from(source, split, 0);
        assertThat(whole.values).as("seed %d", seed).hasSizeGreaterThan(10);
        assertThat(whole.problems).as("seed %d", seed).hasSizeGreaterThan(2);

        Outcome<T> soFar = new Outcome<>();
        long last = 0;
        try (SourceReader<T> reader = source.open(split, 0)) {
            assertThat(reader.position()).isZero();
            Status status;
            do {
                status = reader.read(soFar, 1, 0);
                long position = reader.position();
                assertThat(position).as("seed %d", seed).isGreaterThanOrEqualTo(last);
                Outcome<T> rest = Outcome.from(source, split, position);
                assertThat(rest.all)
                        .as("seed %d, position %d", seed, position)
                        .isEqualTo(whole.all.subList(soFar.all.size(), whole.all.size()));
                try (SourceReader<T> again = source.open(split, position)) {
                    assertThat(again.position()).isEqualTo(position);
                }
                last = position;
            } while (status == Status.MORE);
        }
    }
}
