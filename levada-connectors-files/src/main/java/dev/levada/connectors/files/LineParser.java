package dev.levada.connectors.files;

import dev.levada.api.connector.SourceOutput;

/** Makes of a line what it holds: a record, nothing, or a problem. */
@FunctionalInterface
interface LineParser<T> {

    /** @param lines stands at the line, which is sound */
    void parse(TextLines lines, SourceOutput<T> out);
}
