package dev.levada.dspbench;

/**
 * A line of input.
 *
 * @param seq its number, from 0; what is made of it carries it on
 */
public record Line(long seq, String text) {}
