package dev.levada.connectors.files;

/** Makes a value of the text in one column. Space around it counts only in strings. */
@FunctionalInterface
interface Cell {

    Object value(String text) throws UnfitValueException;

    /** Whether a row may do without the column. */
    default boolean optional() {
        return false;
    }
}
