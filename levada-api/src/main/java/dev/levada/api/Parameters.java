package dev.levada.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user sets for a {@link Pipeline}.
 *
 * @param inputs each {@code --input}: files, directories or globs
 * @param values each {@code --set key=value}
 */
public record Parameters(List<String> inputs, Map<String, String> values) {

    public Parameters {
        inputs = List.copyOf(inputs);
        values = new LinkedHashMap<>(values);
    }

    /**
     * The inputs.
     *
     * @throws IllegalArgumentException if there is none
     */
    public List<String> requireInputs() {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("no input is given; add --input FILE (or a directory, or a glob)");
        }
        return inputs;
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if what is set is none
     */
    public long number(String key, long otherwise) {
        String text = values.get(key);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--set %s=%s: a whole number was expected, such as %d".formatted(key, text, otherwise), e);
        }
    }
}
