package dev.levada.core.channel;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.Succession;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.ElementHandler;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.Lap;
import dev.levada.core.element.Watermark;

/**
 * The bytes of an element: a version, what kind it is, its first number, and what that kind holds; each stands by
 * itself. Confined to one thread.
 *
 * <p>Values are written as {@link Codecs#any} does, so a collection reads back equal but unmodifiable, whatever its
 * class was.
 */
public final class ElementCodec {
    private static final int VERSION = 1;
    private static final int BATCH = 1;
    private static final int HASHED_BATCH = 2;
    private static final int BARRIER = 3;
    private static final int END = 4;
    private static final int LAP = 5;
    private static final int WATERMARK = 6;
    /** A watermark behind which nothing follows for now. */
    private static final int IDLE = 7;
    /** Added to the kind of a batch whose values have their event times with them. */
    private static final int TIMED = 8;

    /** What type a value is of takes a byte, and the value another. */
    private static final int MIN_VALUE_BYTES = 2;

    private final Succession values;

    public ElementCodec(Codecs codecs) {
        this.values = codecs.succession();
    }

    /**
     * Appends the bytes of an element. A batch that {@link Batch#willBeWritten will be written again} keeps them, so
     * that is done once.
     *
     * @throws RuntimeException if a value cannot be written; what was appended by then means nothing
     */
    public void write(Element element, ByteOutput out) {
        element.deliverTo(new ElementHandler() {
            @Override
            public void onBatch(Batch batch) {
                byte[] before = batch.bytes();
                if (before == null) {
                    writeBatch(batch, out);
                } else {
                    out.writeBytes(before, 0, before.length);
                }
            }

            @Override
            public void onBarrier(Barrier barrier) {
                head(BARRIER, barrier, out);
                out.writeVarLong(barrier.epoch());
            }

            @Override
            public void onLap(Lap lap) {
                head(LAP, lap, out);
                out.writeVarLong(lap.number());
                out.writeByte(lap.quiet() ? 1 : 0);
            }

            @Override
            public void onWatermark(Watermark watermark) {
                head(watermark.idle() ? IDLE : WATERMARK, watermark, out);
                out.writeLong(watermark.millis());
            }

            @Override
            public void onEnd(EndOfStream end) {
                head(END, end, out);
            }
        });
    }

    private void writeBatch(Batch batch, ByteOutput out) {
        int start = out.size();
        int kind = batch.isHashed() ? HASHED_BATCH : BATCH;
        head(batch.isTimed() ? kind + TIMED : kind, batch, out);
        writeContent(batch, out);
        if (batch.isTimed()) {
            writeTimes(batch, out);
        }
        batch.writtenAs(out.array(), start, out.size());
    }

    private static void head(int kind, Element element, ByteOutput out) {
        out.writeByte(VERSION);
        out.writeByte(kind);
        out.writeVarLong(element.firstSequence());
    }

    private void writeContent(Batch batch, ByteOutput out) {
        out.writeLong(batch.bornNanos());
        out.writeLength(batch.size());
        values.restart();
        for (int i = 0; i < batch.size(); i++) {
            values.write(batch.value(i), out);
            if (batch.isHashed()) {
                out.writeInt(batch.hash(i));
            }
        }
    }

    /** Each as it differs from the one before. */
    private static void writeTimes(Batch batch, ByteOutput out) {
        long last = 0;
        for (int i = 0; i < batch.size(); i++) {
            out.writeVarLong(batch.time(i) - last);
            last = batch.time(i);
        }
    }

    /** @throws CorruptBytesException if the bytes do not begin with an element */
    public Element read(ByteInput in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptBytesException("an element of version %d, expected %d".formatted(version, VERSION));
        }
        int kind = in.readByte();
        long first = fromOne(in.readVarLong(), "first number");
        return switch (kind) {
            case BATCH -> batch(first, false, false, in);
            case HASHED_BATCH -> batch(first, true, false, in);
            case BATCH + TIMED -> batch(first, false, true, in);
            case HASHED_BATCH + TIMED -> batch(first, true, true, in);
            case BARRIER -> new Barrier(first, fromOne(in.readVarLong(), "epoch"));
            case LAP -> new Lap(first, fromOne(in.readVarLong(), "lap"), in.readByte() == 1);
            case WATERMARK -> new Watermark(first, in.readLong());
            case IDLE -> new Watermark(first, in.readLong(), true);
            case END -> new EndOfStream(first);
            default -> throw new CorruptBytesException("there is no element of kind " + kind);
        };
    }

    private Batch batch(long first, boolean hashed, boolean timed, ByteInput in) {
        long bornNanos = in.readLong();
        int size = in.readLength();
        int most = in.remaining() / (MIN_VALUE_BYTES + (hashed ? Integer.BYTES : 0) + (timed ? 1 : 0));
        if (size < 1 || size > most || first > Long.MAX_VALUE - size) {
            throw new CorruptBytesException(
                    "a batch of %d values from number %d; the bytes hold at most %d".formatted(size, first, most));
        }
        Batch batch = new Batch(size, hashed, timed, bornNanos);
        values.restart();
        for (int i = 0; i < size; i++) {
            Object value = values.read(in);
            if (hashed) {
                batch.add(value, in.readInt());
            } else {
                batch.add(value);
            }
        }
        long time = 0;
        for (int i = 0; i < size && timed; i++) {
            time += in.readVarLong();
            batch.time(i, time);
        }
        batch.seal(first);
        return batch;
    }

    private static long fromOne(long number, String what) {
        if (number < 1 || number == Long.MAX_VALUE) {
            throw new CorruptBytesException("an element's %s cannot be %d".formatted(what, number));
        }
        return number;
    }
}
