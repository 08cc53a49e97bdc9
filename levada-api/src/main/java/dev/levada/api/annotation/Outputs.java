package dev.levada.api.annotation;

import dev.levada.api.annotation.shape.Container;
import dev.levada.api.operator.Emitter;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes apart what a stage returns. */
final class Outputs {

    private Outputs() {}

    static void emit(String stage, Container container, @Nullable Object result, Emitter<Object> out) {
        Object present = present(stage, result);
        switch (container) {
            case OPTIONAL -> ((Optional<?>) present).ifPresent(out::emit);
            case ITERABLE -> emitAll(stage, (Iterable<?>) present, out);
            case STREAM -> emitAll(stage, (Stream<?>) present, out);
            case NONE, ITERATOR -> out.emit(present);
        }
    }

    private static void emitAll(String stage, Iterable<?> results, Emitter<Object> out) {
        for (Object each : results) {
            out.emit(present(stage, each));
        }
    }

    private static void emitAll(String stage, Stream<?> results, Emitter<Object> out) {
        try (results) {
            results.forEachOrdered(each -> out.emit(present(stage, each)));
        }
    }

    private static Object present(String stage, @Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException(
                    "stage %s gave null; return an Optional or a List to leave a record out".formatted(stage));
        }
        return value;
    }
}
