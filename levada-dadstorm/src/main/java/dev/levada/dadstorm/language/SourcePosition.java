package dev.levada.dadstorm.language;

/**
 * A place in a text, for people to find it again.
 *
 * @param file the name the text was given, as the caller wrote it
 * @param line from 1
 * @param column from 1, in Java characters; a tab is one, and a byte order mark is not counted
 */
public record SourcePosition(String file, int line, int column) {

    public SourcePosition {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException(
                    "lines and columns of %s start at 1, was line %d, column %d".formatted(file, line, column));
        }
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
