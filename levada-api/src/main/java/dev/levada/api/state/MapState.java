package dev.levada.api.state;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map for each key.
 *
 * <p>A map key or value must not be changed once it is put, since it may be written to a snapshot at any time after:
 * {@link #put} a changed copy. Nor is it null.
 */
public interface MapState<K, V> {

    /** The value under this map key, or null if there is none. */
    @Nullable
    V get(K mapKey);

    void put(K mapKey, V value);

    boolean contains(K mapKey);

    void remove(K mapKey);

    int size();

    /** All entries in canonical order of their map keys; a copy, made at each call. */
    List<Map.Entry<K, V>> entries();

    void clear();
}
