package dev.levada.api.operator;

/**
 * A named output of an operator beside its main one; two with the same name are the same.
 *
 * @param name unique within its operator
 */
@SuppressWarnings("UnusedTypeParameter") // says what the output carries
public record SideOutput<T>(String name) {

    public SideOutput {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a side output needs a name that is not blank");
        }
    }
}
