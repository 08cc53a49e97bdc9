package dev.levada.bench;

import dev.levada.api.KeyCount;
import java.util.Map;

/**
 * What came out of a word count, in two numbers: how many running counts, and a sum over all of them, each word with
 * each of its counts, in any order. A count that is missing, comes twice, or is of another word makes another sum.
 * Adding one costs a few nanoseconds, so what is measured is not the sink.
 */
record Tally(long records, long sum) {
    static final Tally NOTHING = new Tally(0, 0);
    private static final String START = "tally";
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

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
        return new Tally(records + other.records, sum + other.sum);
    }

    /** Takes running counts one by one. Confined to a thread. */
    static final class Adder {
        private long records;
        private long sum;

        void add(KeyCount<String> count) {
            add(count.key(), count.count());
        }

        void add(String word, long count) {
            long mixed = (((long) word.hashCode() << 32) ^ count) * GOLDEN;
            sum += (mixed ^ (mixed >>> 32)) * GOLDEN;
            records++;
        }

        /** An output as a line. */
        void add(String line) {
            add(line, line.length());
        }

        /** What was added since the last call, or in all. */
        Tally taken() {
            Tally all = tally();
            records = 0;
            sum = 0;
            return all;
        }

        Tally tally() {
            return new Tally(records, sum);
        }
    }
}
