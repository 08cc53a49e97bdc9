package dev.levada.core.codec;

import dev.levada.api.codec.ByteOutput;

/**
 * What {@link AnyShape} says of a value before the value itself.
 *
 * @param tag one of the constants here, or that of a {@link BuiltIn}; never given to another kind
 * @param name of the class, the same for all classes that are read back as one
 * @param fingerprint of a derived record or enum, so that one which has changed since is noticed; otherwise 0
 */
record Kind(int tag, String name, long fingerprint, Shape shape) {
    static final int LIST = 30;
    static final int SET = 31;
    static final int MAP = 32;
    static final int OPTIONAL = 33;
    static final int DERIVED = 40;
    static final int GIVEN = 41;

    void writeHead(ByteOutput out) {
        out.writeByte(tag);
        if (tag == DERIVED) {
            out.writeString(name);
            out.writeLong(fingerprint);
        } else if (tag == GIVEN) {
            out.writeString(name);
        }
    }
}
