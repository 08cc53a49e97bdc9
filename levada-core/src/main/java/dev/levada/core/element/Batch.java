package dev.levada.core.element;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values in a row. Filled by the producer, sealed with its first number when it is handed over, from then on only read:
 * first one task owns it, then the other.
 *
 * <p>Not a record and open to the task loop on purpose: it is the one structure that the loop touches for each value.
 */
public final class Batch implements Element {
    private final int capacity;
    private Object[] values;
    private int @Nullable [] hashes;
    private long @Nullable [] times;
    private int size;
    private long firstSequence;
    private final long bornNanos;
    private boolean writtenAgain;
    private volatile byte @Nullable [] bytes;

    /**
     * An empty batch.
     *
     * @param capacity how many values it can take, from 1
     * @param hashed whether each value comes with the stable hash of its key
     * @param bornNanos the monotonic time at which the oldest input of these values was due
     */
    public Batch(int capacity, boolean hashed, long bornNanos) {
        this(capacity, hashed, false, bornNanos);
    }

    /**
     * An empty batch.
     *
     * @param capacity how many values it can take, from 1
     * @param hashed whether each value comes with the stable hash of its key
     * @param timed whether each value comes with its event time
     * @param bornNanos the monotonic time at which the oldest input of these values was due
     */
    public Batch(int capacity, boolean hashed, boolean timed, long bornNanos) {
        this(capacity, capacity, hashed, timed, bornNanos);
    }

    /**
     * An empty batch.
     *
     * @param expected how many values it will probably have, from 1 to its capacity: it has room for so many at first
     * @param capacity how many values it can take
     * @param hashed whether each value comes with the stable hash of its key
     * @param timed whether each value comes with its event time
     * @param bornNanos the monotonic time at which the oldest input of these values was due
     */
    public Batch(int expected, int capacity, boolean hashed, boolean timed, long bornNanos) {
        this.capacity = capacity;
        this.values = new Object[expected];
        this.hashes = hashed ? new int[expected] : null;
        this.times = timed ? new long[expected] : null;
        this.bornNanos = bornNanos;
    }

    /** Adds a value; the caller sees to it that the batch {@link #hasRoom}. */
    public void add(Object value) {
        if (size == values.length) {
            grow();
        }
        values[size++] = value;
    }

    /** Adds a value and the stable hash of its key. */
    public void add(Object value, int hash) {
        if (size == values.length) {
            grow();
        }
        if (hashes != null) {
            hashes[size] = hash;
        }
        values[size++] = value;
    }

    private void grow() {
        int length = Math.min(capacity, 2 * size);
        values = Arrays.copyOf(values, length);
        if (hashes != null) {
            hashes = Arrays.copyOf(hashes, length);
        }
        if (times != null) {
            times = Arrays.copyOf(times, length);
        }
    }

    /** Gives the value that is added next its event time, or {@link EventTime#NONE}. */
    public void timeNext(long millis) {
        if (times != null) {
            if (size == values.length) {
                grow();
            }
            times[size] = millis;
        }
    }

    public boolean hasRoom() {
        return size < capacity;
    }

    /** Gives the values their numbers; nothing may be added afterwards. */
    public void seal(long sequence) {
        if (size == 0 || sequence < 1) {
            throw new IllegalStateException(
                    "cannot seal a batch of %d values from sequence %d; both start at 1".formatted(size, sequence));
        }
        firstSequence = sequence;
    }

    /** How many values there are. */
    public int size() {
        return size;
    }

    public Object value(int index) {
        return values[index];
    }

    /** Whether each value comes with the stable hash of its key. */
    public boolean isHashed() {
        return hashes != null;
    }

    /** The stable hash of the value's key; 0 if the batch has none. */
    public int hash(int index) {
        return hashes == null ? 0 : hashes[index];
    }

    /** Whether each value comes with its event time. */
    public boolean isTimed() {
        return times != null;
    }

    /** The event time of the value, or {@link EventTime#NONE}. */
    public long time(int index) {
        return times == null ? EventTime.NONE : times[index];
    }

    /** Gives a value that was added its event time. */
    public void time(int index, long millis) {
        if (times != null) {
            times[index] = millis;
        }
    }

    public long bornNanos() {
        return bornNanos;
    }

    /** Its producer keeps it, and will have to write it, whether it is written before or not. */
    public void willBeWritten() {
        writtenAgain = true;
    }

    /** Keeps what it was written as, if it will be written again. Any thread. */
    public void writtenAs(byte[] array, int from, int to) {
        if (writtenAgain) {
            bytes = Arrays.copyOfRange(array, from, to);
        }
    }

    /** What it was written as, not to be changed, if that was kept. Any thread. */
    public byte @Nullable [] bytes() {
        return bytes;
    }

    @Override
    public long firstSequence() {
        return firstSequence;
    }

    @Override
    public long lastSequence() {
        return firstSequence + size - 1;
    }

    @Override
    public void deliverTo(ElementHandler handler) {
        handler.onBatch(this);
    }
}
