package dev.levada.bench;

import dev.levada.api.operator.Context;
import dev.levada.api.state.ValueState;

/**
 * State that a keyed operator carries besides that of its work: so many entries of 256 bytes, written by the first
 * records and left alone afterwards, as most of the state of most jobs is most of the time.
 *
 * @param megabytes how much, from 0
 */
record LargeState(int megabytes) {
    private static final int ENTRY_BYTES = 256;
    private static final char MARK = '#';

    /** How many records write it. */
    long records() {
        return (long) megabytes * 1_000_000 / ENTRY_BYTES;
    }

    /** Of the entry that a record writes. */
    static String key(long index) {
        return MARK + Long.toString(index);
    }

    static boolean isKey(String word) {
        return word.charAt(0) == MARK;
    }

    static ValueState<byte[]> entries(Context<?> context) {
        return context.value("entry", new byte[0]);
    }

    /** Writes the entry of the key in hand. */
    static void write(ValueState<byte[]> entries) {
        entries.set(entry());
    }

    /** What is written. */
    static byte[] entry() {
        return new byte[ENTRY_BYTES];
    }
}
