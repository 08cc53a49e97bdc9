package dev.levada.yaml;

import dev.levada.api.Stream;
import dev.levada.api.recovery.Recovery;
import dev.levada.yaml.row.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A stream of the file, with what its records are like.
 *
 * @param recovery what the step chose that it comes from, if it chose any
 * @param sides what that step puts out besides, by the names of its side outputs
 */
record Flow(Stream<Object> stream, Shape shape, Optional<Recovery> recovery, Map<String, Flow> sides) {

    Flow {
        sides = new LinkedHashMap<>(sides);
    }

    @SuppressWarnings("unchecked") // a file says what records are, and that is checked by their shapes
    static Flow of(Stream<?> stream, Shape shape, Optional<Recovery> recovery) {
        return new Flow((Stream<Object>) stream, shape, recovery, Map.of());
    }

    /** The same records on another stream of the same step. */
    Flow on(Stream<Object> other) {
        return new Flow(other, shape, recovery, sides);
    }

    /** The same with one more side output. */
    Flow beside(String name, Stream<?> side, Shape itsShape) {
        Map<String, Flow> more = new LinkedHashMap<>(sides);
        more.put(name, of(side, itsShape, recovery));
        return new Flow(stream, shape, recovery, more);
    }
}
