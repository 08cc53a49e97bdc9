package dev.levada.connectors.files;

import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Writes records as text to a file that shows when it is committed. A record that cannot be written leaves nothing
 * behind in the file.
 */
final class TextWriter<T> implements SinkWriter<T> {
    private static final int CHUNK = 1 << 16;

    private final PendingFile file;
    private final RecordText<T> format;
    private final CharsetEncoder encoder;
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer bytes = ByteBuffer.allocate(2 * CHUNK);
    private long written;

    TextWriter(PendingFile file, RecordText<T> format, Charset charset) throws Exception {
        this.file = file;
        this.format = format;
        this.encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        format.appendHeader(text);
        encode();
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
        CharBuffer nothing = CharBuffer.allocate(0);
        // Some charsets have a last word.
        encoder.encode(nothing, bytes, true);
        encoder.flush(bytes);
        drain();
        file.seal();
        return new byte[] {1};
    }

    @Override
    public void commit(byte[] prepared) throws IOException {
        file.publish();
    }

    @Override
    public void close() throws IOException {
        file.drop();
    }

    private void encode() throws IOException {
        int start = bytes.position();
        CharBuffer chars = CharBuffer.wrap(text);
        CoderResult result = encoder.encode(chars, bytes, false);
        while (result.isOverflow()) {
            bytes = ByteBuffer.allocate(Math.multiplyExact(bytes.capacity(), 2)).put(bytes.flip());
            result = encoder.encode(chars, bytes, false);
        }
        if (result.isError()) {
            bytes.position(start);
            throw new IOException("output '%s', record %d: %s cannot hold %s; set another charset"
                    .formatted(file, written + 1, encoder.charset(), codePoint(chars)));
        }
        if (bytes.position() > CHUNK) {
            drain();
        }
    }

    private void drain() throws IOException {
        file.write(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    private static String codePoint(CharBuffer chars) {
        return "U+%04X".formatted(Character.codePointAt(chars, 0));
    }
}
