package dev.levada.yaml.row;

import java.util.function.UnaryOperator;

/**
 * A field of records.
 *
 * @param reader gives its value of a record, as {@link Type#plain} has it
 */
public record Field(String name, Type type, UnaryOperator<Object> reader) {}
