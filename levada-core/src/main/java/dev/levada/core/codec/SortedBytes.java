package dev.levada.core.codec;

import dev.levada.api.codec.ByteOutput;
import java.util.Arrays;

/** Written entries that are put in the order of their keys' bytes. Confined to one thread. */
final class SortedBytes {
    private final ByteOutput written = new ByteOutput(64);
    private final int[] starts;
    private final int[] keyEnds;
    private final String where;
    private int count;

    /** @param where the collection's place, for messages */
    SortedBytes(int entries, String where) {
        this.starts = new int[entries + 1];
        this.keyEnds = new int[entries];
        this.where = where;
    }

    /** Where to append the next entry. */
    ByteOutput out() {
        return written;
    }

    /** What the next entry is ordered by is complete. */
    void endKey() {
        keyEnds[count] = written.size();
    }

    void endEntry() {
        count++;
        starts[count] = written.size();
    }

    /** Appends the number of entries and then each of them, in order. */
    void writeTo(ByteOutput out) {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, this::compareKeys);
        out.writeLength(count);
        for (int i = 0; i < count; i++) {
            int entry = order[i];
            if (i > 0 && compareKeys(order[i - 1], entry) == 0) {
                throw new IllegalArgumentException(
                        where + " holds two keys or elements that differ but have the same bytes");
            }
            out.writeBytes(written.array(), starts[entry], starts[entry + 1] - starts[entry]);
        }
    }

    private int compareKeys(int left, int right) {
        byte[] bytes = written.array();
        return Arrays.compareUnsigned(bytes, starts[left], keyEnds[left], bytes, starts[right], keyEnds[right]);
    }
}
