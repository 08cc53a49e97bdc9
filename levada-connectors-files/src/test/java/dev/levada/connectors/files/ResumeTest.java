package dev.levada.connectors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(piece.of(random, i)).append(ENDS[random.nextInt(ENDS.length)]);
        }
        Path file = directory.resolve("a");
        try (OutputStream out =
                seed % 2 == 0 ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(text.toString().getBytes(ISO_8859_1));
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
