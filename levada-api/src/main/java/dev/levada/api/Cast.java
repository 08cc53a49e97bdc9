package dev.levada.api;

import dev.levada.api.operator.Mapper;
import java.util.Optional;

/** A record that every task of an operator gets, beside those that it is about. */
record Cast<B>(B record) {

    /** The key of the others; those that are cast have none. */
    record Key<K, T>(Optional<Mapper<? super T, ? extends K>> key) implements Mapper<Object, Object> {
        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // no key is null; what is not cast is of the other stream
        public Object apply(Object value) throws Exception {
            return value instanceof Cast<?> || key.isEmpty() ? null : key.get().apply((T) value);
        }
    }
}
