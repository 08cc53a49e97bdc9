package dev.levada.core.codec;

import dev.levada.api.codec.ByteOutput;
import java.util.Collections;

/** The canonical bytes of values, without what says of what type they are: to compare and to hash, not to read. */
final class Contents {
    private static final Kinds KINDS = new Kinds(Collections.emptyMap(), null);

    private Contents() {}

    static ByteOutput of(Object value) {
        ByteOutput out = new ByteOutput(64);
        KINDS.of(value.getClass()).shape().write(value, out, 0);
        return out;
    }

    /** The name of a value's class, the same for all classes that are read back as one. */
    static String className(Object value) {
        return KINDS.of(value.getClass()).name();
    }
}
