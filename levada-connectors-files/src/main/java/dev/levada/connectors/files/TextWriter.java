package dev.levada.connectors.files;

import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.Charset;

/**
 * Writes records as text to a file that shows them when their epoch is committed. A record that cannot be written
 * leaves nothing behind in the file.
 */
final class TextWriter<T> implements SinkWriter<T> {
    private final EpochFiles files;
    private final RecordText<T> format;
    private final Charset charset;
    private final TextEncoder encoder;
    private final StringBuilder text = new StringBuilder();
    private long written;

    TextWriter(EpochFiles files, RecordText<T> format, Charset charset) throws Exception {
        this.files = files;
        this.format = format;
        this.charset = charset;
        this.encoder = new TextEncoder(charset, files.isBlank());
        if (files.isFresh()) {
            format.appendHeader(text);
            encode();
        }
    }

    @Override
    public void write(T value) throws Exception {
        text.setLength(0);
        format.append(value, text);
        encode();
        written++;
    }

    @Override
    public byte[] prepare(long epoch) throws IOException {
        encoder.end();
        encoder.drainTo(files);
        return files.prepare(epoch);
    }

    @Override
    public void commit(byte[] prepared) throws IOException {
        files.commit(prepared);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private void encode() throws IOException {
        // Before, not after: if this fails, the record is not written, and may be tried again.
        if (encoder.isFull()) {
            encoder.drainTo(files);
        }
        CharBuffer chars = CharBuffer.wrap(text);
        if (!encoder.append(chars)) {
            throw new IOException("output '%s', record %d: %s cannot hold %s; set another charset"
                    .formatted(files, written + 1, charset, codePoint(chars)));
        }
    }

    private static String codePoint(CharBuffer chars) {
        return "U+%04X".formatted(Character.codePointAt(chars, 0));
    }
}
