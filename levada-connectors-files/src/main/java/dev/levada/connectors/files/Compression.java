package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The compressions that are undone on reading. The first bytes of a file decide, not its name. */
enum Compression {
    GZIP(".gz", "1f8b08") {
        @Override
        InputStream undo(InputStream in) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    BZIP2(".bz2", "425a683[1-9](314159265359|177245385090)") {
        @Override
        InputStream undo(InputStream in) throws IOException {
            return new BZip2CompressorInputStream(in, true);
        }
    },
    XZ(".xz", "fd377a585a00") {
        @Override
        InputStream undo(InputStream in) throws IOException {
            return XZCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
    };

    private static final int SEEN_BYTES = 10;

    private final String extension;
    private final String signature;

    /** @param signature the first bytes in hexadecimal, a regular expression */
    Compression(String extension, String signature) {
        this.extension = extension;
        this.signature = signature;
    }

    abstract InputStream undo(InputStream in) throws IOException;

    /**
     * Gives what a file holds, decompressed if it is compressed.
     *
     * @throws BadInputException if the file is named as compressed, and is not
     */
    static InputStream undone(String name, InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(SEEN_BYTES);
        byte[] head = in.readNBytes(SEEN_BYTES);
        in.reset();
        for (Compression compression : values()) {
            if (compression.isSignedBy(head)) {
                return compression.undo(in);
            }
            if (name.endsWith(compression.extension) && head.length > 0) {
                throw new BadInputException(
                        "input '%s' is named as a %s file, but its content does not start as one; restore it, or name it without '%s' if it is plain text"
                                .formatted(name, compression.extension, compression.extension));
            }
        }
        return in;
    }

    private boolean isSignedBy(byte[] head) {
        String hex = HexFormat.of().formatHex(Arrays.copyOf(head, SEEN_BYTES));
        return hex.matches(signature + ".*");
    }
}
