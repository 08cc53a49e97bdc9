package dev.levada.yaml;

import dev.levada.api.Stream;
import dev.levada.yaml.row.Shape;

/** A stream of the file, with what its records are like. */
record Flow(Stream<Object> stream, Shape shape) {

    @SuppressWarnings("unchecked") // a file says what records are, and that is checked by their shapes
    static Flow of(Stream<?> stream, Shape shape) {
        return new Flow((Stream<Object>) stream, shape);
    }
}
