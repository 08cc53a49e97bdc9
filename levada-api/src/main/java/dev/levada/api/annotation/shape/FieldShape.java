package dev.levada.api.annotation.shape;

/** One field of a marked class or of a class above it. */
public record FieldShape(String name, ItemType type, boolean isStatic, boolean isFinal) {}
