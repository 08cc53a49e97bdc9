package dev.levada.yaml.text;

/**
 * A place in a file.
 *
 * @param file as the caller named it
 * @param line from 1
 * @param column from 1, in Java characters
 * @param length how many characters are meant, from 1
 */
public record Position(String file, int line, int column, int length) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
