package dev.levada.core.determinant;

import dev.levada.api.codec.ByteOutput;

/** Writes determinants one after the other. */
public final class DeterminantWriter {
    private static final int FIRST_BYTES = 256;

    private final ByteOutput out = new ByteOutput(FIRST_BYTES);

    /** Nothing written. */
    public DeterminantWriter() {}

    /**
     * Appends one that comes without bytes.
     *
     * @param subject from 0 to 2^25 - 1
     */
    public void write(DeterminantKind kind, int subject, long value) {
        header(kind, subject);
        switch (kind) {
            case SEED -> out.writeLong(value);
            case ORDER, READ -> out.writeVarLong(signed(value));
            case CUT, TIME, TIMER, UNREAD -> out.writeVarLong(value);
            case WATERMARK, IDLE -> {} // the rest follows from what was read
            case RESULT, CONTENT, ANSWER ->
                throw new IllegalArgumentException("%s comes with bytes, not with %d alone".formatted(kind, value));
        }
    }

    /** Of numbers that are not negative, as many as can be take one byte when written with a sign: 0, -1, 1, -2. */
    private static long signed(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    /** Appends a result. */
    public void writeResult(int subject, byte[] bytes) {
        header(DeterminantKind.RESULT, subject);
        out.writeLength(bytes.length);
        out.writeBytes(bytes, 0, bytes.length);
    }

    /** Appends an answer. */
    public void writeAnswer(int call, long outcome, byte[] bytes) {
        header(DeterminantKind.ANSWER, call);
        out.writeVarLong(outcome);
        out.writeLength(bytes.length);
        out.writeBytes(bytes, 0, bytes.length);
    }

    /** Appends what was taken from an input; the value as of {@link DeterminantKind#ORDER}. */
    public void writeContent(int input, long value, byte[] array, int length) {
        header(DeterminantKind.CONTENT, input);
        out.writeVarLong(signed(value));
        out.writeLength(length);
        out.writeBytes(array, 0, length);
    }

    private void header(DeterminantKind kind, int subject) {
        out.writeLength((subject << kind.bits()) | kind.code());
    }

    /** How many bytes were written and not {@link #take taken}. */
    public int size() {
        return out.size();
    }

    /** What was written since the last time. */
    public byte[] take() {
        byte[] written = out.toByteArray();
        out.clear();
        return written;
    }
}
