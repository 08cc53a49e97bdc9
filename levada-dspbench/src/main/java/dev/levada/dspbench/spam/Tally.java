package dev.levada.dspbench.spam;

/** How often a word, or any, was in spam, and in other mails. */
record Tally(long spam, long other) {
    static final Tally NONE = new Tally(0, 0);

    Tally with(long count, boolean inSpam) {
        return inSpam ? new Tally(spam + count, other) : new Tally(spam, other + count);
    }
}
