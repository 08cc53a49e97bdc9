package dev.levada.connectors.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Makes bytes of text, in sections that may come from several attempts and stand one behind the other: each starts and
 * ends in the charset's first state, and a byte order mark stands only in front of the first text. Confined to one
 * thread.
 */
final class TextEncoder {
    private static final int CHUNK = 1 << 16;

    private final CharsetEncoder encoder;
    private final boolean marks;
    private boolean blank;
    private ByteBuffer bytes = ByteBuffer.allocate(2 * CHUNK);

    /** @param blank whether no text comes before */
    TextEncoder(Charset charset, boolean blank) {
        this.encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.marks = "\n\n".getBytes(charset).length < 2 * "\n".getBytes(charset).length;
        this.blank = blank;
        begin();
    }

    /**
     * Appends a text, which is whole lines.
     *
     * @return whether that was possible; otherwise nothing is appended, and the text stands at what the charset cannot
     *     hold
     */
    boolean append(CharBuffer text) {
        if (!text.hasRemaining()) {
            return true;
        }
        int start = bytes.position();
        CoderResult result = encoder.encode(text, bytes, false);
        while (result.isOverflow()) {
            bytes = ByteBuffer.allocate(Math.multiplyExact(bytes.capacity(), 2)).put(bytes.flip());
            result = encoder.encode(text, bytes, false);
        }
        if (result.isError()) {
            bytes.position(start);
            // Half a line may have left it in another state.
            begin();
            return false;
        }
        blank = false;
        return true;
    }

    /** Ends a section and begins the next. */
    void end() {
        // Some charsets have a last word.
        encoder.encode(CharBuffer.allocate(0), bytes, true);
        encoder.flush(bytes);
        begin();
    }

    /** Whether there are so many bytes that it is time to hand them on. */
    boolean isFull() {
        return bytes.position() > CHUNK;
    }

    /** Hands on the bytes so far. If that fails they are kept. */
    void drainTo(EpochFiles files) throws IOException {
        files.write(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    private void begin() {
        encoder.reset();
        if (marks && !blank) {
            encoder.encode(CharBuffer.wrap("\n"), ByteBuffer.allocate(16), false);
        }
    }
}
