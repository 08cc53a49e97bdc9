package dev.levada.connectors.files;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes values of JSON text, strictly: nothing is turned into another type, and a field may be absent or null only if
 * it is an {@link Optional}. Shared by all tasks.
 */
record JsonValues<T>(ObjectReader reader) {

    static <T> JsonValues<T> of(Class<T> type, boolean failOnUnknownFields) {
        JsonMapper mapper = JsonMapper.builder()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, failOnUnknownFields)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        return new JsonValues<>(mapper.readerFor(type));
    }

    T parse(String line) throws UnfitValueException {
        T value;
        try {
            value = reader.readValue(line);
        } catch (JacksonException e) {
            throw new UnfitValueException(place(e) + said(e));
        }
        if (value == null) {
            throw UnfitValueException.expected("an object", "null");
        }
        return value;
    }

    private static String place(JacksonException problem) {
        String path = problem.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : "field '%s': ".formatted(path);
    }

    private static String said(JacksonException problem) {
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return "expected one of the fields %s, found another".formatted(unknown.getKnownPropertyIds());
        }
        if (problem instanceof StreamReadException) {
            return "not JSON at column %d: %s"
                    .formatted(problem.getLocation().getColumnNr(), problem.getOriginalMessage());
        }
        if (problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "expected %s, found %s".formatted(kindOf(mismatch.getTargetType()), found(problem.processor()));
        }
        return problem.getOriginalMessage();
    }

    private static String kindOf(Class<?> type) {
        return "a " + type.getSimpleName();
    }

    private static String found(@Nullable Object processor) {
        return processor instanceof JsonParser parser ? String.valueOf(parser.currentToken()) : "something else";
    }
}
