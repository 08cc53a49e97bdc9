package dev.levada.yaml;

import dev.levada.api.KeyedStream;
import dev.levada.yaml.row.Type;
import java.util.List;
import java.util.Map;

/**
 * A stream by key.
 *
 * @param fields what the parts of a key are called, with their types
 */
record ByKey(KeyedStream<Object, Object> stream, Map<String, Type> fields) {
    /** The values of a key, in the order of the fields. */
    List<?> parts(Object key) {
        return fields.size() == 1 ? List.of(key) : (List<?>) key;
    }
}
