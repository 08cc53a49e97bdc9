package dev.levada.replication.session;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.nio.charset.StandardCharsets;

/**
 * What becomes of an operation.
 *
 * @param content what the machine answered, or text for people. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(Kind kind, byte[] content) {
    private static final Kind[] KINDS = Kind.values();
    private static final int MAX_TEXT = 4096;

    /** How it ended, and what is certain about its effect. */
    public enum Kind {
        /** Applied, or answered. */
        DONE(Effect.CERTAIN),
        /** The machine threw, on every member alike; the text says what. */
        THREW(Effect.CERTAIN),
        /** The group knows no such session, any more or at all: this did nothing, but an earlier attempt may have. */
        NO_SESSION(Effect.NONE),
        /** The client has acknowledged the answer already: this did nothing, but an earlier attempt has or will not. */
        STALE(Effect.NONE),
        /** Too far ahead of what the client has acknowledged; may be applied when that has changed. */
        OUT_OF_WINDOW(Effect.UNKNOWN),
        /** Asked of a member that does not lead; the text is the id of the one that does, or empty. */
        NOT_LEADER(Effect.NONE),
        /** Too much is waiting. */
        OVERLOADED(Effect.NONE),
        /** The member stops, or has failed. */
        UNAVAILABLE(Effect.NONE),
        /** May have been ordered, or may still be. */
        INDETERMINATE(Effect.UNKNOWN);

        private final Effect effect;

        Kind(Effect effect) {
            this.effect = effect;
        }

        /** What is certain of this attempt. */
        public Effect effect() {
            return effect;
        }
    }

    /** What is certain of an attempt. */
    public enum Effect {
        /** It had its effect, or an earlier attempt had. */
        CERTAIN,
        /** It has none, and will never have one. */
        NONE,
        /** Nobody knows. */
        UNKNOWN
    }

    /** An answer of the machine. */
    public static Answer done(byte[] content) {
        return new Answer(Kind.DONE, content);
    }

    /** An answer with a text, of which a part may be left out. */
    public static Answer of(Kind kind, String text) {
        String kept = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        return new Answer(kind, kept.getBytes(StandardCharsets.UTF_8));
    }

    /** The content as text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Appends this to what is sent or kept. */
    @SuppressWarnings("EnumOrdinal") // the place is what is written
    public void write(ByteOutput out) {
        out.writeByte(kind.ordinal());
        out.writeLength(content.length);
        out.writeBytes(content, 0, content.length);
    }

    /** Reads what {@link #write} wrote. */
    public static Answer read(ByteInput in) {
        int ordinal = in.readByte();
        if (ordinal < 0 || ordinal >= KINDS.length) {
            throw new CorruptBytesException("no answer is of kind " + ordinal);
        }
        return new Answer(KINDS[ordinal], in.readBytes(in.readLength()));
    }
}
