package dev.levada.connectors.files;

import static dev.levada.connectors.files.Attempts.epoch;
import static dev.levada.connectors.files.Attempts.hidden;
import static dev.levada.connectors.files.Attempts.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a disk of 256 KiB, which only root can make. */
class FullDiskTest {
    private static final String RECORD = "x".repeat(99_999);

    @TempDir
    Path directory;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        Path mount = Path.of("/bin/mount");
        assumeTrue(Files.isExecutable(mount), "no mount command here, so no small disk can be made");
        mounted = run(List.of(mount.toString(), "-t", "tmpfs", "-o", "size=256k", "levada-test", directory.toString()));
        assumeTrue(mounted, "this user may not mount, so no small disk can be made");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run(List.of("/bin/umount", directory.toString()))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "out.gz"})
    void aRecordThatFindsNoRoomIsReportedAndSoIsAllBehindIt(String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "as it was");
        SinkWriter<String> writer = open(FileSinks.<String>lines(file).build(), 1);
        Path filler = fill();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        writer.write(RECORD);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("output '%s' cannot be written: No space left on device", file);
        Files.delete(filler);
        // What did get there nobody knows, so room that comes later is no use to this attempt.
        assertThatThrownBy(() -> writer.write("one"))
                .hasMessage("output '%s' could not be written before: No space left on device", file);
        assertThatThrownBy(() -> writer.prepare(1)).hasMessageContaining("could not be written before");
        writer.close();
        assertThat(file).hasContent("as it was");
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void anEpochThatCannotBePreparedIsReported() throws Exception {
        Path file = directory.resolve("out");
        SinkWriter<String> writer = open(FileSinks.<String>lines(file).build(), 1);
        writer.commit(epoch(writer, 1, "one"));
        writer.write("two");
        fill();
        assertThatThrownBy(() -> writer.prepare(2)).hasMessageStartingWith("output '%s' cannot be written: ", file);
        writer.close();
        assertThat(file).hasContent("one\n");
        assertThat(hidden(directory)).isEmpty();
    }

    @Test
    void anEpochThatCannotBeAddedAsAWholeIsTakenBackAndAddedWhenThereIsRoom() throws Exception {
        Path file = directory.resolve("out");
        SinkWriter<String> writer = open(FileSinks.<String>lines(file).build(), 1);
        writer.commit(epoch(writer, 1, "one"));
        byte[] two = epoch(writer, 2, RECORD);
        byte[] filler = new byte[90_000];
        Path other = Files.write(directory.resolve("filler"), filler);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> writer.commit(two))
                    .isInstanceOf(IOException.class)
                    .hasMessage("output '%s': epoch 2 cannot be committed: No space left on device", file);
            assertThat(file).hasContent("one\n");
            assertThatThrownBy(() -> open(FileSinks.<String>lines(file).build(), 2, two))
                    .hasMessageContaining("No space left on device");
            assertThat(hidden(directory)).hasSize(1);
        }
        Files.delete(other);
        writer.commit(two);
        assertThat(file).hasContent("one\n" + RECORD + "\n");
        assertThat(hidden(directory)).isEmpty();
    }

    /** Leaves no page free. */
    private Path fill() throws IOException {
        Path filler = directory.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[1 << 12]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return filler;
    }

    private static boolean run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            out.readAllBytes();
        }
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
