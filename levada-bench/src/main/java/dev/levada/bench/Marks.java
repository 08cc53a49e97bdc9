package dev.levada.bench;

import java.util.function.Consumer;

/**
 * The part of a run between which is measured: from 40 to 97 percent of the sentences, when everything is compiled and
 * everybody still has work. Whoever reads the sentences says when each of its shares begins and ends it.
 *
 * @param begin the index of the first sentence
 * @param end the same of the first one after it
 * @param shares how many readers there are; reader {@code s} has the indexes that leave {@code s} when divided by it
 */
record Marks(long begin, long end, int shares) {
    static final String BEGIN = "begin";
    static final String END = "end";

    /** The least number of sentences that has both marks in it. */
    static final long MIN_COUNT = 10_000;

    /**
     * The marks are among these, a power of two. Were they looked for at each sentence, the compiler would leave out
     * what happens at them, and compile all of the loop again when it did.
     */
    private static final int STRIDE = 1024;

    /** @param shares at most 1024 */
    static Marks of(long count, int shares) {
        return new Marks(aligned(count * 40 / 100), aligned(count * 97 / 100), shares);
    }

    private static long aligned(long index) {
        return index / STRIDE * STRIDE;
    }

    /** How many sentences there are if so many are to be between the marks, at least {@link #MIN_COUNT}. */
    static long around(long between) {
        return Math.max(MIN_COUNT, between * 100 / (97 - 40));
    }

    /** How many sentences are between them. */
    long sentences() {
        return end - begin;
    }

    /** How many words are between them. */
    long words() {
        return sentences() * Sentences.WORDS_EACH;
    }

    /** Says so if a sentence is the first of its reader at one of the ends. */
    void pass(long index, Consumer<String> told) {
        if ((index & (STRIDE - 1)) < shares) {
            tell(aligned(index), told);
        }
    }

    private void tell(long at, Consumer<String> told) {
        if (at == begin) {
            told.accept(BEGIN);
        } else if (at == end) {
            told.accept(END);
        }
    }
}
