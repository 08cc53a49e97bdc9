package dev.levada.connectors.files;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes values of JSON text, strictly: nothing is turned into another type, and a field may be absent or null only if
 * it is an {@link Optional}. Shared by all tasks.
 */
record JsonValues<T>(ObjectReader reader) {

    static <T> JsonValues<T> of(Class<T> type, boolean failOnUnknownFields) {
        JsonMapper mapper = JsonMapper.builder()
                .annotationIntrospector(new AllButOptionalRequired())
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, failOnUnknownFields)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
        try (JsonParser parser = reader.createParser(line)) {
            return parse(parser);
        }
    }

    private T parse(JsonParser parser) throws UnfitValueException {
        T value;
        boolean more;
        try {
            value = reader.readValue(parser);
            more = value != null && parser.nextToken() != null;
        } catch (JacksonException e) {
            throw JsonProblem.of(e, parser);
        }
        if (value == null) {
            throw new UnfitValueException("expected a value, found null");
        }
        if (more) {
            throw new UnfitValueException("expected one value a line, found more behind the first");
        }
        return value;
    }

    /** An absent field would silently be 0 or null otherwise. */
    private static final class AllButOptionalRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            Boolean marked = super.hasRequiredMarker(config, member);
            if (marked != null || !member.getDeclaringClass().isRecord()) {
                return marked;
            }
            return member.getRawType() != Optional.class;
        }
    }
}
