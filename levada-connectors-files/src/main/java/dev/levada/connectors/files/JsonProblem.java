package dev.levada.connectors.files;

import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what Jackson found wrong as the rest of this package does: which field, what was expected, what was found. */
final class JsonProblem {
    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigInteger.class);

    private JsonProblem() {}

    /** @param parser stands where the problem is */
    static UnfitValueException of(JacksonException problem, JsonParser parser) {
        String field = problem.getPath().stream()
                .map(step -> step.getPropertyName() == null
                        ? "[%d]".formatted(step.getIndex())
                        : "." + step.getPropertyName())
                .collect(joining())
                .replaceFirst("^[.]", "");
        UnfitValueException said = new UnfitValueException(reason(problem, parser));
        return field.isEmpty() ? said : said.in("field '%s'".formatted(field));
    }

    private static String reason(JacksonException problem, JsonParser parser) {
        if (problem instanceof InputCoercionException mismatch) {
            return expected(mismatch.getTargetType(), parser);
        }
        if (problem instanceof StreamReadException) {
            return "expected JSON, found at column %d: %s"
                    .formatted(problem.getLocation().getColumnNr(), firstOf(problem.getOriginalMessage()));
        }
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return "expected no such field, only " + unknown.getKnownPropertyIds();
        }
        if (problem instanceof ValueInstantiationException refusal && refusal.getCause() != null) {
            return "%s refuses the value: %s"
                    .formatted(
                            refusal.getType().getRawClass().getSimpleName(),
                            refusal.getCause().getMessage());
        }
        if (problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return expected(mismatch.getTargetType(), parser);
        }
        return firstOf(problem.getOriginalMessage());
    }

    /** The rest is about Java, not about the input. */
    private static String firstOf(String message) {
        return message.split(" \\(start marker|\n", 2)[0];
    }

    private static String expected(Class<?> type, JsonParser parser) {
        return "expected %s, found %s".formatted(kind(type), found(parser));
    }

    private static String kind(Class<?> type) {
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number that fits " + type.getSimpleName().toLowerCase(Locale.ROOT);
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(joining(", "));
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return type == String.class ? "a string" : type.getSimpleName() + " as a string";
    }

    private static String found(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            // Absent or null, which is seen only when all fields were.
            case END_OBJECT -> "nothing";
            case VALUE_STRING -> UnfitValueException.quoted(parser.getString());
            default -> String.valueOf(parser.getString());
        };
    }
}
