/**
 * Text, CSV and JSON-lines files, in and out; {@link dev.levada.connectors.files.FileSources} and
 * {@link dev.levada.connectors.files.FileSinks} are where to begin.
 *
 * <p>In: each file is one split, named by its path, and a position in it is a number of lines. Whatever the format, a
 * file is first a sequence of lines ({@code TextLines}); a format makes records of them. A record that cannot be made
 * is handed over with its file and line, and the line after it is read as if nothing had happened.
 *
 * <p>Out: each epoch is written to a hidden file beside its target ({@code EpochFiles}). The first that is committed
 * takes the target's place, the others are added to it ({@code TargetFile}); a handle says what goes where
 * ({@code Section}), and is all that another process needs to go on.
 */
package dev.levada.connectors.files;
