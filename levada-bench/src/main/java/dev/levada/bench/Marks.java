package dev.levada.bench;

import java.util.function.Consumer;

/**
 * The part of a run between which is measured: from 40 to 97 percent of the sentences, when everything is compiled and
 * everybody still has work. Whoever reads the sentences says when each of its shares begins and ends it.
 *
 * @param begin the index of the first sentence, a multiple of the shares
 * @param end the same of the first one after it
 * @param shares how many readers there are; reader {@code s} has the indexes that leave {@code s} when divided by it
 */
record Marks(long begin, long end, int shares) {
    static final String BEGIN = "begin";
    static final String END = "end";

    static Marks of(long count, int shares) {
        return new Marks(count * 40 / 100 / shares * shares, count * 97 / 100 / shares * shares, shares);
    }

    /** How many words are between them. */
    long words() {
        return (end - begin) * Sentences.WORDS_EACH;
    }

    /** Says so if a sentence is the first of its reader at one of the ends. */
    void pass(long index, Consumer<String> told) {
        if (index >= begin && index < begin + shares) {
            told.accept(BEGIN);
        } else if (index >= end && index < end + shares) {
            told.accept(END);
        }
    }
}
