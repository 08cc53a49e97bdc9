package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.MalformedRecordException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The lines of one file, decoded and counted. A line ends with LF, CR or CR-LF, or with the file; a byte order mark is
 * dropped. Confined to one thread.
 *
 * <p>Nothing is allocated for a line but its text, and that only when it is asked for.
 */
final class TextLines implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int SHOWN_CHARS = 1_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final InputStream in;
    private final TextOptions options;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();

    // The line in hand is chars[start, end); what is decoded but not yet looked at is chars[next, limit).
    private char[] chars = new char[CHUNK];
    private int start;
    private int end;
    private int next;
    private int limit;

    private long number;
    private String terminator = "";
    private boolean tooLong;
    // The first malformed place from start on, or -1; and the same for the line in hand, from 1, or 0.
    private int malformedAt = -1;
    private String malformedBytes = "";
    private int lineMalformedAt;
    private String lineMalformedBytes = "";
    private boolean bytesEnded;
    private boolean ended;

    TextLines(String name, InputStream in, TextOptions options) {
        this.name = name;
        this.in = in;
        this.options = options;
        this.decoder = options.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Goes to the next line.
     *
     * @return false if there is none
     */
    boolean next() throws IOException {
        start = next;
        tooLong = false;
        if (number == 0) {
            dropByteOrderMark();
        }
        int scan = start;
        while (true) {
            scan = endOfLine(scan);
            if (scan < limit) {
                break;
            }
            if (scan - start > options.maxLineChars()) {
                // What is left of the line is looked at, not kept.
                tooLong = true;
                limit = Math.min(limit, start + SHOWN_CHARS);
                malformedAt = -1;
            }
            int length = limit - start;
            boolean more = fill();
            scan = start + length;
            if (!more) {
                if (length == 0) {
                    next = start;
                    return false;
                }
                break;
            }
        }
        end = scan;
        number++;
        tooLong |= end - start > options.maxLineChars();
        takeMalformed();
        endLine();
        return true;
    }

    /** Goes past this many lines. */
    void skip(long lines) throws IOException {
        for (long i = 0; i < lines; i++) {
            if (!next()) {
                throw new BadInputException(
                        "input '%s' ends after line %d, but reading was to go on %d lines further; it was changed since, restore it or start anew"
                                .formatted(name, number, lines - i));
            }
        }
    }

    /** The text of the line in hand. */
    String text() {
        return new String(chars, start, end - start);
    }

    /** What ended the line in hand: LF, CR, CR-LF, or nothing at the end of the file. */
    String terminator() {
        return terminator;
    }

    /** The number of the line in hand, from 1; 0 before the first. */
    long number() {
        return number;
    }

    String name() {
        return name;
    }

    /** Whether the line in hand is within bounds and made of the charset's bytes. */
    boolean isSound() {
        return !tooLong && lineMalformedAt == 0;
    }

    /** What is wrong with the line in hand if it is not sound. */
    MalformedRecordException problem() {
        if (tooLong) {
            return malformed(
                    new String(chars, start, Math.min(end - start, SHOWN_CHARS)),
                    "the line is longer than %d characters; raise maxLineChars if it is meant to be"
                            .formatted(options.maxLineChars()));
        }
        return malformed(
                text(),
                "character %d: expected %s, found the bytes %s; set the charset in which the file was written"
                        .formatted(lineMalformedAt, options.charset(), lineMalformedBytes));
    }

    private MalformedRecordException malformed(String raw, String message) {
        return new MalformedRecordException(name + ":" + number, raw, message);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int endOfLine(int from) {
        char[] text = chars;
        int bound = limit;
        int i = from;
        while (i < bound) {
            char c = text[i];
            if (c <= '\r' && (c == '\n' || c == '\r')) {
                break;
            }
            i++;
        }
        return i;
    }

    private void takeMalformed() {
        lineMalformedAt = 0;
        if (malformedAt >= 0 && malformedAt < end) {
            lineMalformedAt = malformedAt - start + 1;
            lineMalformedBytes = malformedBytes;
            malformedAt = -1;
        }
    }

    /** Puts {@code next} behind what ends the line. */
    private void endLine() throws IOException {
        if (end == limit) {
            terminator = "";
            next = limit;
        } else if (chars[end] == '\n') {
            terminator = "\n";
            next = end + 1;
        } else {
            boolean lineFeedFollows = end + 1 < limit || fillBehindLine();
            lineFeedFollows = lineFeedFollows && chars[end + 1] == '\n';
            terminator = lineFeedFollows ? "\r\n" : "\r";
            next = end + terminator.length();
        }
    }

    private boolean fillBehindLine() throws IOException {
        int length = end - start;
        boolean more = fill();
        end = start + length;
        return more;
    }

    private void dropByteOrderMark() throws IOException {
        if (fill() && chars[start] == BYTE_ORDER_MARK) {
            start++;
        }
    }

    /**
     * Decodes more, keeping all from {@code start} on, which moves to the front. Stops in front of malformed bytes if
     * it got anything before them, so that there is never more than one malformed place that was not looked at.
     *
     * @return false at the end of the file
     */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        makeRoom();
        CharBuffer room = CharBuffer.wrap(chars).position(limit);
        while (true) {
            CoderResult result = decoder.decode(bytes, room, bytesEnded);
            if (room.position() > limit) {
                limit = room.position();
                return true;
            }
            if (result.isError()) {
                standInForMalformed(result.length());
                return true;
            }
            if (bytesEnded) {
                decoder.flush(room);
                ended = true;
                boolean more = room.position() > limit;
                limit = room.position();
                return more;
            }
            readBytes();
        }
    }

    private void makeRoom() {
        System.arraycopy(chars, start, chars, 0, limit - start);
        limit -= start;
        malformedAt = Math.max(-1, malformedAt - start);
        start = 0;
        if (chars.length - limit < 2) {
            chars = Arrays.copyOf(chars, chars.length * 2);
        }
    }

    private void standInForMalformed(int length) {
        byte[] found = new byte[length];
        bytes.get(found);
        if (malformedAt < 0) {
            malformedBytes = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(found);
            malformedAt = limit;
        }
        chars[limit++] = '\uFFFD';
    }

    private void readBytes() throws IOException {
        bytes.compact();
        try {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (count < 0) {
                bytesEnded = true;
            } else {
                bytes.position(bytes.position() + count);
            }
        } catch (IOException e) {
            throw new IOException(
                    "input '%s' cannot be read on after line %d: %s".formatted(name, number, e.getMessage()), e);
        } finally {
            bytes.flip();
        }
    }
}
