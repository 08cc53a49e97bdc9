package dev.levada.core.state;

/**
 * All that a state held at some moment, in short: equal for equal states, whatever happened before, and but for chance
 * for no others.
 *
 * @param entries how many keys held something, in all tables together
 * @param hash of what they held; 0 where only the entries were counted
 */
public record StateDigest(long entries, long hash) {}
