package dev.levada.core.determinant;

import java.util.Arrays;

/**
 * What a log says of its source before that is done: so many records of a split are read next, and nothing else is
 * chosen until then. They can leave without waiting for the log, which is durable before they are read. If something
 * else is chosen all the same, the log says how many were not read, and what follows waits for that.
 *
 * <p>Until then they may have been read, as far as anybody knows who begins anew: it reads them all before it chooses
 * anything.
 */
final class ReadAhead {
    private final long[] repeated;
    private int taken;
    private int split;
    private long left;
    private boolean over;

    /** @param log what is to be repeated */
    ReadAhead(byte[] log) {
        repeated = counts(log);
    }

    /** For each read of a log, how many records it was after all. */
    private static long[] counts(byte[] log) {
        long[] counts = new long[16];
        int reads = 0;
        DeterminantReader reader = new DeterminantReader(log);
        for (; reader.hasNext(); reader.take()) {
            if (reader.kind() == DeterminantKind.READ) {
                counts = reads == counts.length ? Arrays.copyOf(counts, 2 * reads) : counts;
                counts[reads++] = reader.value();
            } else if (reader.kind() == DeterminantKind.UNREAD) {
                takeBack(reader.value(), counts, reads);
            }
        }
        return Arrays.copyOf(counts, reads);
    }

    private static void takeBack(long records, long[] counts, int reads) {
        long left = records;
        for (int i = reads - 1; left > 0; i--) {
            long of = Math.min(left, counts[i]);
            counts[i] -= of;
            left -= of;
        }
    }

    /** How many records the next read to be repeated was after all. */
    long next() {
        return repeated[taken++];
    }

    /** So many more records of a split are read next, says the log; nothing is left of another one. */
    void add(int ofSplit, long records) {
        split = ofSplit;
        left += records;
    }

    /** Whether the log has told of the record that was read of a split now. */
    boolean took(int from) {
        if (left == 0 || from != split) {
            return false;
        }
        left--;
        return true;
    }

    /** Of how many records of a split the log has told that were not read. */
    long left(int of) {
        return of == split ? left : 0;
    }

    /** Nothing is told ahead any more. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Something else is chosen. Returns how many records are not read now. */
    long takeBack() {
        long records = left;
        left = 0;
        return records;
    }
}
