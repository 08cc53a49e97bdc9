/**
 * The characters that configurations and data lines must read alike: blanks, quotes, the comment sign.
 *
 * <p>A filter compares a value typed in a configuration with a field read from a data line. If the two rooms disagreed
 * on a single quote, nothing would ever match; so both ask here.
 */
package dev.levada.dadstorm.text;
