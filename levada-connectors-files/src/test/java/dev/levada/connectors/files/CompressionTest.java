package dev.levada.connectors.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionTest {
    @TempDir
    Path directory;

    private enum Wrapping {
        GZIP(".gz") {
            @Override
            OutputStream around(OutputStream out) throws IOException {
                return new GZIPOutputStream(out);
            }
        },
        BZIP2(".bz2") {
            @Override
            OutputStream around(OutputStream out) throws IOException {
                return new BZip2CompressorOutputStream(out);
            }
        },
        XZ(".xz") {
            @Override
            OutputStream around(OutputStream out) throws IOException {
                return new XZCompressorOutputStream(out);
            }
        };

        private final String extension;

        Wrapping(String extension) {
            this.extension = extension;
        }

        abstract OutputStream around(OutputStream out) throws IOException;

        byte[] of(String text) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = around(bytes)) {
                out.write(text.getBytes(UTF_8));
            }
            return bytes.toByteArray();
        }
    }

    @Test
    void compressedFilesAreReadAsWhatTheyHold() throws Exception {
        for (Wrapping wrapping : Wrapping.values()) {
            Path file = write("a.txt" + wrapping.extension, wrapping.of("one\ntwo"));
            assertThat(read(file).values).as("%s", wrapping).containsExactly("one", "two");
        }
    }

    @Test
    void theContentDecidesNotTheName() throws Exception {
        for (Wrapping wrapping : Wrapping.values()) {
            Path file = write("a" + wrapping.extension.substring(1), wrapping.of("one\ntwo"));
            assertThat(read(file).values).as("%s", wrapping).containsExactly("one", "two");
        }
        assertThat(read(write("BZh.txt", "BZh9 is a word".getBytes(UTF_8))).values)
                .containsExactly("BZh9 is a word");
    }

    @Test
    void filesPutBehindEachOtherAreReadToTheEnd() throws Exception {
        for (Wrapping wrapping : Wrapping.values()) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(wrapping.of("one\n"));
            both.write(wrapping.of("two\n"));
            assertThat(read(write("both" + wrapping.extension, both.toByteArray())).values)
                    .as("%s", wrapping)
                    .containsExactly("one", "two");
        }
    }

    @Test
    void anEmptyFileIsEmptyWhateverItsName() throws Exception {
        for (Wrapping wrapping : Wrapping.values()) {
            assertThat(read(write("a" + wrapping.extension, new byte[0])).all).isEmpty();
            assertThat(read(write("b" + wrapping.extension, wrapping.of(""))).all)
                    .isEmpty();
        }
    }

    @Test
    void plainTextNamedAsCompressedIsRefused() throws Exception {
        for (Wrapping wrapping : Wrapping.values()) {
            Path file = write("a" + wrapping.extension, "one\ntwo".getBytes(UTF_8));
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(
                            "input '%s' is named as a %s file, but its content does not start as one; restore it, or name it without '%s' if it is plain text",
                            file, wrapping.extension, wrapping.extension);
        }
    }

    @Test
    void aFileCutShortFailsWithItsNameAndIsNotTakenForWhole() throws Exception {
        for (Wrapping wrapping : Wrapping.values()) {
            byte[] whole = wrapping.of("one\ntwo\n".repeat(1_000));
            Path file = write("cut" + wrapping.extension, Arrays.copyOf(whole, whole.length - 9));
            assertThatThrownBy(() -> read(file))
                    .as("%s", wrapping)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("input '%s' cannot be read", file);
        }
    }

    private static Outcome<String> read(Path file) throws IOException {
        return Outcome.of(FileSources.lines(file).build());
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }
}
