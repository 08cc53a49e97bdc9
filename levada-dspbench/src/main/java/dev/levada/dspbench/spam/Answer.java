package dev.levada.dspbench.spam;

/**
 * How often one word of a mail, or any word, was in mails that are known.
 *
 * @param words how many different ones the mail has
 */
record Answer(String mail, String word, Tally tally, int words) {}
