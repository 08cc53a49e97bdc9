package dev.levada.bench;

import dev.levada.api.KeyCount;
import java.util.Map;

/**
 * What came out of a word count, in two numbers: how many running counts, and a sum over all of them, each word with
 * each of its counts, in any order. A count that is missing, comes twice, or is of another word makes another sum.
 * Adding one costs a few nanoseconds, so what is measured is not the sink.
 *
 * @param last the greatest of a number that comes besides, and grows; 0 if there is none
 */
record Tally(long records, long sum, long last) {
    static final Tally NOTHING = new Tally(0, 0);
    private static final String START = "tally";
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Where no number is looked at by itself. */
    Tally(long records, long sum) {
        this(records, sum, 0);
    }

    /** Of counts from one up to the last one of each word. */
    static Tally of(Map<String, Long> counts) {
        Adder all = new Adder();
        counts.forEach((word, last) -> {
            for (long count = 1; count <= last; count++) {
                all.add(word, count);
            }
        });
        return all.tally();
    }

    /** What a {@link #line} holds; nothing if it is another one. */
    static Tally read(String line) {
        String[] parts = line.split(" ", 3);
        return parts[0].equals(START) ? new Tally(Long.parseLong(parts[1]), Long.parseLong(parts[2])) : NOTHING;
    }

    String line() {
        return "%s %d %d".formatted(START, records, sum);
    }

    Tally plus(Tally other) {
        return new Tally(records + other.records, sum + other.sum, Math.max(last, other.last));
    }

    /** Takes running counts one by one. Confined to a thread. */
    static final class Adder {
        private long records;
        private long sum;
        private long last;

        void add(KeyCount<String> count) {
            add(count.key(), count.count());
        }

        void add(String word, long count) {
            add(word.hashCode(), count);
        }

        private void add(int hash, long count) {
            long mixed = (((long) hash << 32) ^ count) * GOLDEN;
            sum += (mixed ^ (mixed >>> 32)) * GOLDEN;
            records++;
        }

        /** An output as a line. */
        void add(String line) {
            add(line, line.length());
        }

        /** The same as of the line without what is from one index up to another. Makes no other line for that. */
        void add(String line, int from, int to) {
            int hash = 0;
            for (int i = 0; i < from; i++) {
                hash = 31 * hash + line.charAt(i);
            }
            for (int i = to; i < line.length(); i++) {
                hash = 31 * hash + line.charAt(i);
            }
            add(hash, line.length() - (to - from));
        }

        /** A number that grows. */
        void last(long number) {
            last = Math.max(last, number);
        }

        /** What was added since the last call, or in all. */
        Tally taken() {
            Tally all = tally();
            records = 0;
            sum = 0;
            last = 0;
            return all;
        }

        Tally tally() {
            return new Tally(records, sum, last);
        }
    }
}
