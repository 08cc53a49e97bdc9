package dev.levada.yaml;

import dev.levada.api.Stream;
import dev.levada.api.recovery.Recovery;
import dev.levada.yaml.row.Shape;
import java.util.Optional;

/**
 * A stream of the file, with what its records are like.
 *
 * @param recovery what the step chose that it comes from, if it chose any
 */
record Flow(Stream<Object> stream, Shape shape, Optional<Recovery> recovery) {

    @SuppressWarnings("unchecked") // a file says what records are, and that is checked by their shapes
    static Flow of(Stream<?> stream, Shape shape, Optional<Recovery> recovery) {
        return new Flow((Stream<Object>) stream, shape, recovery);
    }

    /** The same records on another stream of the same step. */
    Flow on(Stream<Object> other) {
        return new Flow(other, shape, recovery);
    }
}
