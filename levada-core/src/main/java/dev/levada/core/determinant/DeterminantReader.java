package dev.levada.core.determinant;

import dev.levada.api.codec.ByteInput;
import java.util.ArrayDeque;

/** Reads determinants one after the other; the current one is in its fields. Allocates for those with bytes only. */
public final class DeterminantReader {
    private static final byte[] NONE = {};

    private final ArrayDeque<byte[]> added = new ArrayDeque<>();
    private ByteInput in;
    private long addedBytes;
    private DeterminantKind kind = DeterminantKind.ORDER;
    private int subject;
    private long value;
    private byte[] bytes = NONE;
    private boolean peeked;

    /** @param log what a {@link DeterminantWriter} wrote, up to any determinant */
    public DeterminantReader(byte[] log) {
        this.in = new ByteInput(log);
    }

    /** Whether there is another one; makes it the current one until it is {@link #take taken}. */
    public boolean hasNext() {
        if (peeked) {
            return true;
        }
        byte[] more = in.remaining() == 0 ? added.poll() : null;
        if (more != null) {
            in = new ByteInput(more);
            addedBytes -= more.length;
        }
        if (in.remaining() == 0) {
            return false;
        }
        decode();
        peeked = true;
        return true;
    }

    /** What comes behind all that there is: whole determinants, or nothing. */
    void add(byte[] more) {
        if (more.length > 0) {
            added.add(more);
            addedBytes += more.length;
        }
    }

    /** How many bytes those take that were not looked at. */
    long bytesLeft() {
        return addedBytes + in.remaining();
    }

    private void decode() {
        int header = in.readLength();
        kind = DeterminantKind.endOf(header);
        subject = header >>> kind.bits();
        value = 0;
        bytes = NONE;
        switch (kind) {
            case SEED -> value = in.readLong();
            case RESULT -> bytes = in.readBytes(in.readLength());
            case ORDER, READ -> value = unsigned(in.readVarLong());
            case CUT, TIME, TIMER, UNREAD -> value = in.readVarLong();
            case WATERMARK, IDLE -> {}
            case CONTENT -> {
                value = unsigned(in.readVarLong());
                bytes = in.readBytes(in.readLength());
            }
            case ANSWER -> {
                value = in.readVarLong();
                bytes = in.readBytes(in.readLength());
            }
        }
    }

    /** What {@link DeterminantWriter} has made of a number that is not negative. */
    private static long unsigned(long written) {
        return (written << 1) ^ (written >> (Long.SIZE - 1));
    }

    /** The current one is done with; its fields stay until {@link #hasNext}. */
    public void take() {
        peeked = false;
    }

    /** Whether the current one ends an epoch. */
    public boolean endsEpoch() {
        return kind == DeterminantKind.CUT && subject != DeterminantLog.WINDOW;
    }

    /** Whether a task did something with it that it had not begun before: what follows from that stands behind it. */
    boolean begins() {
        return switch (kind) {
            case ORDER, CONTENT, READ, TIMER, ANSWER, CUT -> true;
            case TIME, SEED, RESULT, WATERMARK, IDLE, UNREAD -> false;
        };
    }

    /** Whether the current one ends a window within an epoch. */
    public boolean endsWindow() {
        return kind == DeterminantKind.CUT && subject == DeterminantLog.WINDOW;
    }

    /** How many bytes those take that come after the last one that was looked at. */
    int remaining() {
        return in.remaining();
    }

    /** All that comes after those that were taken; the reader has nothing more. */
    byte[] rest() {
        if (peeked) {
            throw new IllegalStateException("the next one was looked at and is not taken");
        }
        return in.readBytes(in.remaining());
    }

    public DeterminantKind kind() {
        return kind;
    }

    /** From 0. */
    public int subject() {
        return subject;
    }

    public long value() {
        return value;
    }

    /** Of a result, an answer, or an element taken; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
