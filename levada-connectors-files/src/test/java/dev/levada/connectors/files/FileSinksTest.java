package dev.levada.connectors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.Sink.Contract;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSinksTest {
    @TempDir
    Path directory;

    /** How hot it is. */
    public enum Heat {
        COLD,
        HOT {
            @Override
            public String toString() {
                return "very hot";
            }
        }
    }

    /** One of each. */
    public record Reading(
            int sensor,
            String text,
            double celsius,
            float humidity,
            boolean ok,
            Optional<String> note,
            Optional<Long> count,
            BigDecimal price,
            Instant at,
            Duration span,
            LocalDate day,
            UUID id,
            Heat heat) {}

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.csv.gz"})
    void csvIsReadBackAsItWasWritten(String name) throws Exception {
        Path file = directory.resolve(name);
        List<Reading> readings = readings(7);
        run(FileSinks.csv(file, Reading.class).build(), readings);
        assertThat(Outcome.of(FileSources.csv(file, Reading.class).build()).all).isEqualTo(readings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.json", "out.json.gz"})
    void jsonIsReadBackAsItWasWritten(String name) throws Exception {
        Path file = directory.resolve(name);
        List<Reading> readings = readings(8);
        run(FileSinks.<Reading>jsonLines(file).build(), readings);
        assertThat(Outcome.of(FileSources.jsonLines(file, Reading.class).build()).all)
                .isEqualTo(readings);
    }

    @Test
    void linesAreReadBackAsTheyWereWritten() throws Exception {
        List<String> lines =
                IntStream.range(0, 30_000).mapToObj(i -> "é€😀 " + i).toList();
        for (Charset charset : List.of(UTF_8, UTF_16)) {
            Path file = directory.resolve("lines." + charset);
            run(FileSinks.<String>lines(file).charset(charset).build(), lines);
            assertThat(Outcome.of(FileSources.lines(file).charset(charset).build()).all)
                    .as("%s", charset)
                    .isEqualTo(lines);
        }
    }

    @Test
    void textIsWrittenAsTheFormatSays() throws Exception {
        record Spike(int sensor, Optional<String> note) {}
        Path file = directory.resolve("out");
        List<Spike> spikes = List.of(new Spike(1, Optional.of("a,\"b\"\n")), new Spike(2, Optional.empty()));
        run(FileSinks.<Spike>lines(file, spike -> "#" + spike.sensor()).build(), spikes);
        assertThat(file).hasContent("#1\n#2\n");
        run(FileSinks.<Integer>lines(file).build(), List.of(1, 2));
        assertThat(file).hasContent("1\n2\n");
        run(FileSinks.csv(file, Spike.class).build(), spikes);
        assertThat(file).hasContent("sensor,note\n1,\"a,\"\"b\"\"\n\"\n2,\n");
        run(FileSinks.<Reading>jsonLines(file).build(), readings(1).subList(0, 1));
        assertThat(Files.readString(file))
                .startsWith("{\"sensor\":0,\"text\":")
                .contains("\"heat\":\"%s\"}".formatted(readings(1).get(0).heat().name()))
                .endsWith("}\n");
        run(FileSinks.<Heat>jsonLines(file).build(), List.of(Heat.HOT, Heat.COLD));
        assertThat(file).hasContent("\"HOT\"\n\"COLD\"\n");
        run(FileSinks.<String>lines(file).charset(ISO_8859_1).build(), List.of("ü"));
        assertThat(file).hasBinaryContent(new byte[] {(byte) 0xFC, '\n'});
    }

    @Test
    void aSinkWithoutRecordsWritesAnEmptyFileOrAHeader() throws Exception {
        Path file = directory.resolve("out");
        run(FileSinks.lines(file).build(), List.of());
        assertThat(file).isEmptyFile();
        run(FileSinks.csv(file, Reading.class).build(), List.of());
        assertThat(Outcome.of(FileSources.csv(file, Reading.class).build()).all).isEmpty();
        assertThat(Files.readString(file)).startsWith("sensor,text,");
    }

    @Test
    void nothingIsSeenBeforeTheCommitAndAllAfterIt() throws Exception {
        Path file = directory.resolve("new/deep/out.txt");
        SinkWriter<String> writer = FileSinks.<String>lines(file).build().open(SinkTask.first("test", "sink", 0, 16));
        writer.write("one");
        writer.flush();
        assertThat(file).doesNotExist();
        byte[] prepared = writer.prepare(1);
        assertThat(file).doesNotExist();
        assertThat(names(file.resolveSibling("."))).singleElement().satisfies(name -> {
            assertThat(name).matches("\\.out\\.txt\\.part-0-[0-9a-f]{8}-1-1");
            assertThat(file.resolveSibling(name)).hasContent("one\n");
        });
        writer.commit(prepared);
        assertThat(file).hasContent("one\n");
        writer.close();
        assertThat(names(file.resolveSibling("."))).containsExactly("out.txt");
    }

    @Test
    void withoutAPreparationNothingIsLeftAndTheTargetIsAsItWas() throws Exception {
        Path file = Files.writeString(directory.resolve("out.txt"), "as it was");
        SinkWriter<String> writer = FileSinks.<String>lines(file).build().open(SinkTask.first("test", "sink", 0, 16));
        writer.write("one");
        writer.close();
        assertThat(file).hasContent("as it was");
        assertThat(names(directory)).containsExactly("out.txt");
    }

    @Test
    void aCommitTakesTheTargetsPlace() throws Exception {
        Path file = Files.writeString(directory.resolve("out.txt"), "as it was, and longer than what is to come");
        run(FileSinks.<String>lines(file).build(), List.of("new"));
        assertThat(file).hasContent("new\n");
    }

    @Test
    void aDirectoryHoldsAFileForEachTask() throws Exception {
        Path out = directory.resolve("new/out");
        Sink<String> sink = FileSinks.<String>linesIn(out).build();
        List<SinkWriter<String>> writers = List.of(
                sink.open(SinkTask.first("test", "sink", 0, 16)),
                sink.open(SinkTask.first("test", "sink", 1, 16)),
                sink.open(SinkTask.first("test", "sink", 12, 16)));
        List<byte[]> prepared = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.get(i).write("task " + i);
            prepared.add(writers.get(i).prepare(1));
        }
        assertThat(names(out)).hasSize(3).allMatch(name -> name.matches("\\.part-000(\\d\\d)\\.part-\\d+-.*"));
        for (int i = 0; i < 3; i++) {
            writers.get(i).commit(prepared.get(i));
            writers.get(i).close();
        }
        assertThat(names(out)).containsExactly("part-00000", "part-00001", "part-00012");
        assertThat(Outcome.of(FileSources.lines(out).build()).all).containsExactly("task 0", "task 1", "task 2");
    }

    @Test
    void theFilesOfADirectoryCanBeCsvJsonAndCompressed() throws Exception {
        List<Reading> readings = readings(3);
        Path csv = directory.resolve("csv");
        run(FileSinks.csvIn(csv, Reading.class).gzip().charset(UTF_16).build(), readings);
        assertThat(Files.readAllBytes(csv.resolve("part-00000.gz"))).startsWith(0x1f, 0x8b);
        assertThat(Outcome.of(FileSources.csv(csv, Reading.class)
                                .charset(UTF_16)
                                .build())
                        .all)
                .isEqualTo(readings);
        Path json = directory.resolve("json");
        run(FileSinks.<Reading>jsonLinesIn(json).build(), readings);
        assertThat(Outcome.of(FileSources.jsonLines(json, Reading.class).build()).all)
                .isEqualTo(readings);
        Path lines = directory.resolve("lines");
        run(FileSinks.<Integer>linesIn(lines, i -> "#" + i).build(), List.of(1));
        assertThat(lines.resolve("part-00000")).hasContent("#1\n");
    }

    @Test
    void aSinkSaysWhatItIs() {
        Sink<Object> one = FileSinks.lines(Path.of("out.txt")).build();
        assertThat(one.fixedParallelism()).isEqualTo(1);
        assertThat(one.contract()).isEqualTo(Contract.TRANSACTIONAL);
        assertThat(one.describe()).isEqualTo("lines out.txt");
        Sink<Object> many = FileSinks.jsonLinesIn(Path.of("out")).build();
        assertThat(many.fixedParallelism()).isZero();
        assertThat(many.contract()).isEqualTo(Contract.TRANSACTIONAL);
        assertThat(many.describe()).isEqualTo("json lines out");
    }

    @Test
    void aTargetThatCannotBeWrittenIsRefusedAtOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertBadOutput(FileSinks.lines(directory).build())
                .hasMessage(
                        "output '%s' is a directory; name a file in it, or use the sink for a directory", directory);
        assertBadOutput(FileSinks.linesIn(file).build())
                .hasMessage("output '%s' is not a directory; remove it, or name another", file);
        assertBadOutput(FileSinks.lines(file.resolve("below")).build())
                .hasMessageStartingWith("output '%s/below' cannot be written: ", file)
                .hasMessageEndingWith(
                        "make its directory one that user '%s' may write to", System.getProperty("user.name"));
        assertThatThrownBy(() -> FileSinks.lines(Path.of("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output '' is not the name of a file");
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no devices here");
        assertBadOutput(FileSinks.lines(device).build())
                .hasMessage("output '/dev/null' is not a regular file, so it cannot be replaced; name another");
    }

    @Test
    void aTargetWithoutPermissionIsRefusedAtOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assumeTrue(file.toFile().setWritable(false) && !Files.isWritable(file), "this user may write everything");
        assertBadOutput(FileSinks.lines(file).build())
                .hasMessage(
                        "output '%s' is there and may not be written by user '%s'; change its permissions",
                        file, System.getProperty("user.name"));
        Path closed = Files.createDirectory(directory.resolve("closed"));
        assumeTrue(closed.toFile().setWritable(false), "permissions are not kept here");
        assertBadOutput(FileSinks.lines(closed.resolve("out")).build())
                .hasMessageStartingWith("output '%s/out' cannot be written: ", closed);
    }

    @Test
    void aRecordThatTheCharsetCannotHoldLeavesNothingBehind() throws Exception {
        Path file = directory.resolve("out.txt");
        SinkWriter<String> writer =
                FileSinks.<String>lines(file).charset(US_ASCII).build().open(SinkTask.first("test", "sink", 0, 16));
        writer.write("one");
        assertThatThrownBy(() -> writer.write("two €"))
                .isInstanceOf(IOException.class)
                .hasMessage("output '%s', record 2: US-ASCII cannot hold U+20AC; set another charset", file);
        assertThatThrownBy(() -> writer.write("half \uD83D")).hasMessageContaining("cannot hold U+D83D");
        writer.write("three");
        writer.commit(writer.prepare(1));
        writer.close();
        assertThat(file).hasContent("one\nthree\n");
    }

    @Test
    void aRecordLargerThanAllBuffersIsWritten() throws Exception {
        Path file = directory.resolve("out.txt");
        String large = "€".repeat(300_000);
        run(FileSinks.<String>lines(file).build(), List.of("one", large, "three"));
        assertThat(Files.readAllLines(file)).containsExactly("one", large, "three");
    }

    private static <T> void run(Sink<T> sink, List<T> values) throws Exception {
        SinkWriter<T> writer = sink.open(SinkTask.first("test", "sink", 0, 16));
        for (T value : values) {
            writer.write(value);
        }
        writer.commit(writer.prepare(1));
        writer.close();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertBadOutput(Sink<?> sink) {
        return assertThatThrownBy(() -> sink.open(SinkTask.first("test", "sink", 0, 16)))
                .isInstanceOf(BadInputException.class);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Reading> readings(long seed) {
        Random random = new Random(seed);
        String[] pieces = {"", " ", "\"", ",", "\n", "\r", "\r\n", "x", "#", "é€", "😀", "\\", "\t"};
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(6); j > 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            readings.add(new Reading(
                    i,
                    text.toString(),
                    random.nextDouble() * 1e9,
                    random.nextFloat(),
                    random.nextBoolean(),
                    text.isEmpty()
                            ? Optional.empty()
                            : Optional.of(text.reverse().toString()),
                    random.nextBoolean() ? Optional.empty() : Optional.of(random.nextLong()),
                    BigDecimal.valueOf(random.nextInt(), 3),
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                    Duration.ofNanos(random.nextLong()),
                    LocalDate.ofEpochDay(random.nextInt(30_000)),
                    new UUID(random.nextLong(), random.nextLong()),
                    random.nextBoolean() ? Heat.HOT : Heat.COLD));
        }
        return readings;
    }
}
