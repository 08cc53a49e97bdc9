/**
 * Text, CSV and JSON-lines files, in and out; {@link dev.levada.connectors.files.FileSources} and
 * {@link dev.levada.connectors.files.FileSinks} are where to begin.
 *
 * <p>In: each file is one split, named by its path, and a position in it is a number of lines. Whatever the format, a
 * file is first a sequence of lines ({@code TextLines}); a format makes records of them. A record that cannot be made
 * is handed over with its file and line, and the line after it is read as if nothing had happened.
 *
 * <p>Out: a file is written under a hidden name beside its target and takes the target's place when the job commits, so
 * that what stands under the target's name is always whole.
 */
package dev.levada.connectors.files;
