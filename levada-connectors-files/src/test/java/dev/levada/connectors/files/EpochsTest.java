package dev.levada.connectors.files;

import static dev.levada.connectors.files.Attempts.epoch;
import static dev.levada.connectors.files.Attempts.hidden;
import static dev.levada.connectors.files.Attempts.open;
import static dev.levada.connectors.files.Attempts.task;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file holds after several epochs, and several attempts. */
class EpochsTest {
    @TempDir
    Path directory;

    record Row(int number, String text) {}

    @Test
    void eachEpochIsAddedWhenItIsCommittedAndTheFirstReplaces() throws Exception {
        Path file = Files.writeString(directory.resolve("out"), "from another job");
        SinkWriter<String> writer = open(lines(file), 1);
        byte[] first = epoch(writer, 1, "one", "two");
        byte[] second = epoch(writer, 4, "three");
        writer.write("four");
        assertThat(file).hasContent("from another job");
        writer.commit(first);
        assertThat(file).hasContent("one\ntwo\n");
        writer.commit(second);
        assertThat(file).hasContent("one\ntwo\nthree\n");
        writer.commit(first);
        writer.commit(second);
        writer.commit(epoch(writer, 5));
        assertThat(file).hasContent("one\ntwo\nthree\nfour\n");
        writer.close();
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void anEpochWithoutRecordsAddsNothingButTheFirstMakesTheFile() throws Exception {
        Path file = Files.writeString(directory.resolve("out"), "from another job");
        SinkWriter<String> writer = open(lines(file), 1);
        byte[] first = writer.prepare(1);
        byte[] second = writer.prepare(2);
        writer.commit(first);
        assertThat(file).isEmptyFile();
        writer.commit(second);
        byte[] third = epoch(writer, 3, "one");
        writer.commit(third);
        byte[] fourth = writer.prepare(4);
        assertThat(hidden(directory)).isEmpty();
        SinkWriter<String> next = open(lines(file), 2, fourth);
        next.commit(epoch(next, 5, "two"));
        assertThat(file).hasContent("one\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.csv.gz"})
    void theHeaderStandsOnceOnTop(String name) throws Exception {
        Path file = directory.resolve(name);
        Sink<Row> sink = FileSinks.csv(file, Row.class).build();
        SinkWriter<Row> writer = open(sink, 1);
        byte[] first = writer.prepare(1);
        byte[] second = epoch(writer, 2, new Row(1, "a\nb"));
        SinkWriter<Row> next = open(sink, 2, first, second);
        byte[] third = next.prepare(3);
        SinkWriter<Row> last = open(sink, 3, third);
        last.commit(epoch(last, 4, new Row(2, "c")));
        assertThat(Outcome.of(FileSources.csv(file).header(false).build()).all)
                .containsExactly(List.of("number", "text"), List.of("1", "a\nb"), List.of("2", "c"));
    }

    @Test
    void aCompressedFileHasAMemberForEachEpochAndIsReadToItsEnd() throws Exception {
        Path file = directory.resolve("out.gz");
        SinkWriter<String> writer = open(lines(file), 1);
        for (int i = 1; i <= 3; i++) {
            writer.commit(writer.prepare(3L * i));
            writer.commit(epoch(writer, 3L * i + 1, "epoch " + i));
        }
        writer.close();
        assertThat(Outcome.of(FileSources.lines(file).build()).all).containsExactly("epoch 1", "epoch 2", "epoch 3");
    }

    @Test
    void everyCharsetIsReadBackFromSectionsOfSeveralAttempts() throws Exception {
        List<Charset> charsets = new ArrayList<>(Charset.availableCharsets().values());
        charsets.removeIf(
                charset -> !charset.canEncode() || !charset.newEncoder().canEncode("a\n"));
        assertThat(charsets).hasSizeGreaterThan(100);
        for (Charset charset : charsets) {
            StringBuilder text = new StringBuilder("a");
            for (String some : List.of("é€", "日本", "한국", "中文", "😀")) {
                text.append(charset.newEncoder().canEncode(some) ? some : "");
            }
            String line = text.toString();
            Path file = directory.resolve("out");
            Sink<String> sink = FileSinks.<String>lines(file).charset(charset).build();
            SinkWriter<String> writer = open(sink, 1);
            byte[] first = writer.prepare(1);
            byte[] second = epoch(writer, 2, line);
            byte[] third = epoch(writer, 3, line, line);
            SinkWriter<String> next = open(sink, 2, first, second, third);
            next.commit(epoch(next, 4, line));
            byte[] whole = (line + "\n").repeat(4).getBytes(charset);
            assertThat(new String(Files.readAllBytes(file), charset))
                    .as("%s", charset)
                    .isEqualTo(new String(whole, charset));
            if (!charset.name().contains("2022")) {
                assertThat(file).as("%s", charset).hasBinaryContent(whole);
            }
        }
    }

    @Test
    void aRecordThatTheCharsetCannotHoldLeavesItsStateAsItWas() throws Exception {
        for (String name : List.of("ISO-2022-JP", "UTF-16")) {
            Path file = directory.resolve("out");
            Charset charset = Charset.forName(name);
            SinkWriter<String> writer =
                    open(FileSinks.<String>lines(file).charset(charset).build(), 1);
            for (int epoch = 1; epoch <= 3; epoch++) {
                assertThatThrownBy(() -> writer.write("日本\uD83D")).hasMessageContaining("cannot hold U+D83D");
                writer.commit(epoch(writer, epoch, "日本"));
            }
            assertThat(file).as(name).hasBinaryContent("日本\n日本\n日本\n".getBytes(charset));
        }
    }

    @Test
    void theTasksOfADirectoryKeepApart() throws Exception {
        Sink<String> sink = FileSinks.<String>linesIn(directory).charset(UTF_16).build();
        Files.writeString(directory.resolve("part-00012"), "of an earlier job");
        SinkWriter<String> one = sink.open(task("run", 1, 1));
        SinkWriter<String> eleven = sink.open(task("run", 11, 1));
        byte[] first = epoch(one, 1, "one");
        byte[] other = epoch(eleven, 1, "eleven");
        SinkWriter<String> again = sink.open(task("run", 1, 2, first));
        again.commit(epoch(again, 2, "two"));
        eleven.commit(other);
        again.close();
        eleven.close();
        assertThat(directory.resolve("part-00001")).hasBinaryContent("one\ntwo\n".getBytes(UTF_16));
        assertThat(directory.resolve("part-00011")).hasBinaryContent("eleven\n".getBytes(UTF_16));
        assertThat(directory.resolve("part-00012")).hasContent("of an earlier job");
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void aNewRunReplacesWhatTheOneBeforeWroteAndClearsAwayAfterIt() throws Exception {
        Path file = directory.resolve("out");
        Path alike = Files.writeString(directory.resolve(".out.part-0-mine"), "of somebody else");
        SinkWriter<String> dead = lines(file).open(task("dead", 0, 7));
        dead.commit(epoch(dead, 1, "one"));
        byte[] lost = epoch(dead, 2, "two");
        SinkWriter<String> writer = lines(file).open(task("new", 0, 1));
        byte[] first = epoch(writer, 1, "new");
        assertThat(file).hasContent("one\n");
        writer.commit(first);
        writer.close();
        assertThat(file).hasContent("new\n");
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder("out", alike.getFileName().toString());
        assertThatThrownBy(() -> lines(file).open(task("dead", 0, 8, lost))).isInstanceOf(IOException.class);
        assertThat(file).hasContent("new\n");
    }

    @Test
    void anAttemptThatComesTooLateTakesNothingFromTheNextOne() throws Exception {
        Path file = directory.resolve("out");
        byte[] first = epoch(open(lines(file), 1), 1, "one");
        SinkWriter<String> third = open(lines(file), 3, first);
        byte[] second = epoch(third, 2, "two");
        SinkWriter<String> late = open(lines(file), 2, first);
        late.write("void");
        late.prepare(2);
        late.close();
        third.commit(second);
        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void aLinkIsReplacedByTheFileAndTheModeIsKeptFromThenOn() throws Exception {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        Path other = Files.writeString(directory.resolve("other"), "linked");
        Path file = Files.createSymbolicLink(directory.resolve("out"), other);
        SinkWriter<String> writer = open(lines(file), 1);
        writer.commit(epoch(writer, 1, "one"));
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(other).hasContent("linked");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        writer.commit(epoch(writer, 2, "two"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent("one\ntwo\n");
    }

    private static Sink<String> lines(Path file) {
        return FileSinks.<String>lines(file).build();
    }
}
