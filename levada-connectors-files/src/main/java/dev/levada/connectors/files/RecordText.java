package dev.levada.connectors.files;

/** How records are written as text. Shared by all tasks, so without state. */
@FunctionalInterface
interface RecordText<T> {

    /** Appends a record and the line end behind it. */
    void append(T value, StringBuilder out) throws Exception;

    /** Appends what stands in front of the first record. */
    default void appendHeader(StringBuilder out) throws Exception {}
}
