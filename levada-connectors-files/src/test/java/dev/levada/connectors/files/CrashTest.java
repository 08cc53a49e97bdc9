package dev.levada.connectors.files;

import static dev.levada.connectors.files.Attempts.epoch;
import static dev.levada.connectors.files.Attempts.hidden;
import static dev.levada.connectors.files.Attempts.onlyHidden;
import static dev.levada.connectors.files.Attempts.open;
import static dev.levada.connectors.files.Attempts.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a killed attempt left at each of its steps, and what the next makes of it; and what it does not take for that.
 */
class CrashTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");
    private Sink<String> sink = FileSinks.<String>lines(Path.of("unset")).build();

    @BeforeEach
    void nameFile() throws IOException {
        file = Files.writeString(directory.resolve("out"), "from another job");
        sink = FileSinks.<String>lines(file).build();
    }

    @Test
    void killedBeforeItsFirstEpochWasCompleteItLeavesTheTargetAsItWas() throws Exception {
        SinkWriter<String> written = open(sink, 1);
        written.write("void");
        SinkWriter<String> drained = open(sink, 2);
        drained.write("void".repeat(100_000));
        drained.write("void");
        epoch(open(sink, 3), 1, "void");
        SinkWriter<String> last = open(sink, 4);
        assertThat(hidden(directory)).hasSize(1);
        assertThat(file).hasContent("from another job");
        last.commit(epoch(last, 1, "one"));
        last.close();
        assertThat(file).hasContent("one\n");
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void whatWasPreparedIsCommittedByTheNextAttemptAndNothingElse() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        byte[] one = epoch(first, 1, "one");
        first.write("void");
        first.prepare(2);
        first.write("void");
        SinkWriter<String> second = open(sink, 2, one);
        assertThat(file).hasContent("one\n");
        byte[] two = epoch(second, 2, "two");
        epoch(second, 3, "void");
        assertThat(file).hasContent("one\n");
        SinkWriter<String> third = open(sink, 3, one, two);
        assertThat(file).hasContent("one\ntwo\n");
        third.close();
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void whatIsPreparedOutlivesTheEndOfItsAttempt() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        byte[] one = epoch(first, 1, "one");
        byte[] two = epoch(first, 2, "two");
        first.write("void");
        first.close();
        assertThat(hidden(directory)).hasSize(2);
        open(sink, 2, one, two).close();
        assertThat(file).hasContent("one\ntwo\n");
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void killedAfterTheRenameTheFirstEpochIsNotCommittedAgain() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        byte[] one = epoch(first, 1, "one");
        byte[] two = epoch(first, 2, "two");
        first.commit(one);
        first.commit(two);
        open(sink, 2, one, two);
        open(sink, 3, one).close();
        assertThat(file).hasContent("one\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 199_999, 200_000, 200_001})
    void killedWhileAnEpochIsAddedItIsAddedToTheEnd(int added) throws Exception {
        SinkWriter<String> first = open(sink, 1);
        first.commit(epoch(first, 1, "one"));
        byte[] two = epoch(first, 2, "x".repeat(200_000));
        byte[] three = epoch(first, 3, "three");
        Path hidden = directory.resolve(hidden(directory).get(0));
        append(Arrays.copyOf(Files.readAllBytes(hidden), added));
        open(sink, 2, two, three).close();
        assertThat(file).hasContent("one\n" + "x".repeat(200_000) + "\nthree\n");
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void killedBeforeTheHiddenFileOfAnAddedEpochIsDeletedItIsNotAddedAgain() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        first.commit(epoch(first, 1, "one"));
        byte[] two = epoch(first, 2, "two");
        Path hidden = onlyHidden(directory);
        byte[] bytes = Files.readAllBytes(hidden);
        first.commit(two);
        Files.write(hidden, bytes);
        SinkWriter<String> second = open(sink, 2, two);
        assertThat(hidden).doesNotExist();
        second.commit(epoch(second, 3, "three"));
        // Also when the name came back with the power, after more was added.
        Files.write(hidden, bytes);
        open(sink, 3, two).close();
        assertThat(file).hasContent("one\ntwo\nthree\n");
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void zerosThatAPowerFailureLeftAreWrittenOver() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        first.commit(epoch(first, 1, "one"));
        byte[] two = epoch(first, 2, "two");
        append(new byte[] {'t', 0, 0, 0});
        open(sink, 2, two).close();
        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void killedBetweenTwoEpochsWithoutRecordsTheJobGoesOnWhereTheFileEnds() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        first.commit(epoch(first, 1, "one"));
        byte[] two = first.prepare(2);
        SinkWriter<String> second = open(sink, 2, two);
        byte[] three = second.prepare(3);
        SinkWriter<String> third = open(sink, 3, two, three);
        third.commit(epoch(third, 4, "two"));
        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void aTargetThatSomebodyChangedIsLeftAlone() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        first.commit(epoch(first, 1, "one"));
        byte[] two = epoch(first, 2, "two");
        for (String changed :
                new String[] {"on", "one\nfour\n", "one\ntwx", "one\ntwo", "something else, and longer"}) {
            Files.writeString(file, changed);
            if (changed.equals("one\ntwo")) {
                Files.write(file, new byte[] {0, 'x'}, StandardOpenOption.APPEND);
            }
            byte[] before = Files.readAllBytes(file);
            assertRefused(two).hasMessageContaining("or start the job anew; nothing was overwritten");
            assertThat(file).hasBinaryContent(before);
        }
        Files.writeString(file, "on");
        assertRefused(two)
                .hasMessage(
                        "output '%s': epoch 2 cannot be committed: the file has 2 bytes, but 4 were committed before; it was shortened or replaced since; restore it, or start the job anew; nothing was overwritten",
                        file);
        Files.delete(file);
        assertRefused(two).hasMessageContaining("it is no longer there, but earlier epochs were committed to it");
        Path moved = Files.writeString(directory.resolve("moved"), "one\n");
        Files.createSymbolicLink(file, moved);
        assertRefused(two).hasMessageContaining("it is no longer a regular file");
        Files.delete(file);
        Files.writeString(file, "one\n");
        open(sink, 2, two).close();
        assertThat(file).hasContent("one\ntwo\n");
        assertThat(moved).hasContent("one\n");
    }

    @Test
    void dataThatIsMissingIsReportedWithBothFiles() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        byte[] one = epoch(first, 1, "one");
        Path hidden = onlyHidden(directory);
        Files.delete(hidden);
        assertRefused(one)
                .hasMessage(
                        "output '%s': epoch 1 cannot be committed: data is missing: '%s', which was prepared, is gone, and '%s' does not hold its 4 bytes from 0 on; restore one of the two, or start the job anew; nothing was overwritten",
                        file, hidden, file);
        assertThatThrownBy(() -> first.commit(one)).hasMessageContaining("data is missing");
        assertThat(file).hasContent("from another job");
        Files.delete(file);
        assertRefused(one).hasMessageContaining("data is missing");
        Files.writeString(file, "one\n");
        byte[] two = epoch(first, 2, "two");
        Files.delete(onlyHidden(directory));
        assertRefused(two).hasMessageContaining("does not hold its 4 bytes from 4 on");
        assertThat(file).hasContent("one\n");
    }

    @Test
    void aHiddenFileThatSomebodyChangedIsNotCommitted() throws Exception {
        SinkWriter<String> first = open(sink, 1);
        byte[] one = epoch(first, 1, "one");
        Path hidden = onlyHidden(directory);
        Files.writeString(hidden, "onx\n");
        assertRefused(one).hasMessageContaining("'%s' is not as it was prepared, with 4 bytes", hidden);
        Files.writeString(hidden, "on");
        assertRefused(one).hasMessageContaining("'%s' is not as it was prepared, with 4 bytes", hidden);
        assertThat(file).hasContent("from another job");
        Files.writeString(hidden, "one\n");
        first.commit(one);
        byte[] two = epoch(first, 2, "two");
        hidden = onlyHidden(directory);
        Files.writeString(hidden, "twx\n");
        assertRefused(two).hasMessageContaining("'%s' is not as it was prepared, with 4 bytes", hidden);
        assertThat(file).hasContent("one\n");
    }

    @Test
    void whatWasPreparedElsewhereIsRefused() throws Exception {
        SinkWriter<String> other =
                open(FileSinks.<String>lines(directory.resolve("other")).build(), 1);
        assertRefused(epoch(other, 1, "one")).hasMessageContaining("was prepared for another output or task");
        SinkWriter<String> one = FileSinks.<String>lines(file).build().open(task("run", 1, 1));
        assertRefused(epoch(one, 1, "one")).hasMessageContaining("was prepared for another output or task");
        SinkWriter<String> first = open(sink, 1);
        byte[] two = epoch(first, 1, "one");
        first.prepare(2);
        byte[] three = epoch(first, 3, "three");
        byte[] four = epoch(first, 4, "four");
        assertThatThrownBy(() -> open(sink, 2, two, four))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("what was prepared for epoch 4 starts at 10, but the epoch before it ends at 4");
        open(sink, 3, two, three, four).close();
        assertThat(file).hasContent("one\nthree\nfour\n");
    }

    private AbstractThrowableAssert<?, ?> assertRefused(byte[] prepared) throws IOException {
        var before = hidden(directory);
        AbstractThrowableAssert<?, ?> refused =
                assertThatThrownBy(() -> open(sink, 2, prepared)).isInstanceOf(IOException.class);
        assertThat(hidden(directory)).isEqualTo(before);
        return refused;
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }
}
