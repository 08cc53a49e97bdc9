package dev.levada.console.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.levada.api.connector.BadInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.ConstructorDetector;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Records to JSON and back. Strict: what is not understood is refused, and nothing in a text is ever replaced. */
public final class Json {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNumberLength(100)
                            .maxNameLength(200)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .constructorDetector(ConstructorDetector.USE_PROPERTIES_BASED)
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private Json() {}

    /** The JSON of a record, in UTF-8. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Reads a record.
     *
     * @throws BadInputException if this is no JSON, too deep, has fields that the record has not, or lacks some; says
     *     which and where
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new BadInputException(reason(e), e);
        }
    }

    private static String reason(JacksonException error) {
        if (error instanceof StreamConstraintsException) {
            return "the JSON goes deeper than %d levels, or has a text or number that is too long; send a smaller one"
                    .formatted(MAX_DEPTH);
        }
        if (error instanceof InputCoercionException number) {
            return "the number that ends at %s is out of range; send a smaller one".formatted(place(number));
        }
        if (error instanceof StreamReadException broken) {
            return "this is no JSON at %s; check quotes, commas and brackets there".formatted(place(broken));
        }
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "there is no field '%s'; known here are %s"
                    .formatted(
                            path(unknown),
                            unknown.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .toList());
        }
        String path = error instanceof DatabindException bound ? path(bound) : "";
        return path.isEmpty()
                ? "the JSON is not of the form that was expected; see docs/cluster.md"
                : "the field '%s' is missing or of another type than expected; see docs/cluster.md".formatted(path);
    }

    private static String place(StreamReadException error) {
        return "line %d, column %d"
                .formatted(error.getLocation().getLineNr(), error.getLocation().getColumnNr());
    }

    private static String path(DatabindException error) {
        StringBuilder path = new StringBuilder();
        error.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return path.toString();
    }
}
