/**
 * The lines of a data file, as tuples, and tuples as lines of output.
 *
 * <p>What DADSTORM calls a tuple is an element here: a list of text fields, counted from 1 in the language. There are
 * no types in a data file; whoever compares two fields decides what they are.
 */
package dev.levada.dadstorm.tuple;
