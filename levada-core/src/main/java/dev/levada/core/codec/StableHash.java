package dev.levada.core.codec;

import dev.levada.api.codec.ByteOutput;
import java.util.UUID;

/**
 * A hash that is the same for equal keys in every process and on every run of the JVM: by the {@code hashCode} that the
 * platform specifies, by an enum constant's name, or by the key's canonical bytes; mixed, so that keys in a row spread.
 */
public final class StableHash {
    private StableHash() {}

    /**
     * Hashes a key. Allocates nothing for strings, boxes, enum constants and UUIDs.
     *
     * @throws IllegalArgumentException if {@link Codecs#any} cannot write the key
     */
    public static int of(Object key) {
        return key instanceof String ? mixed(key.hashCode()) : ofOther(key); // small enough to be inlined
    }

    private static int ofOther(Object key) {
        if (key instanceof Long number) {
            return mixed(Long.hashCode(number));
        }
        if (key instanceof Integer number) {
            return mixed(number);
        }
        if (key instanceof UUID id) {
            return mixed(31 * Long.hashCode(id.getMostSignificantBits()) + Long.hashCode(id.getLeastSignificantBits()));
        }
        if (key instanceof Enum<?> constant) {
            return mixed(constant.name().hashCode());
        }
        return hasSpecifiedHash(key) ? mixed(key.hashCode()) : ofBytes(Contents.of(key));
    }

    private static boolean hasSpecifiedHash(Object key) {
        return key instanceof Double
                || key instanceof Float
                || key instanceof Short
                || key instanceof Byte
                || key instanceof Character
                || key instanceof Boolean;
    }

    /** Murmur3 x86 32 with seed 0. */
    static int ofBytes(ByteOutput out) {
        byte[] bytes = out.array();
        int whole = out.size() & ~3;
        int hash = 0;
        for (int i = 0; i < whole; i += 4) {
            hash = Integer.rotateLeft(hash ^ scrambled(littleEndian(bytes, i, 4)), 13) * 5 + 0xe6546b64;
        }
        hash ^= scrambled(littleEndian(bytes, whole, out.size() - whole));
        return mixed(hash ^ out.size());
    }

    private static int littleEndian(byte[] bytes, int start, int count) {
        int word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[start + i] & 0xFF) << (8 * i);
        }
        return word;
    }

    private static int scrambled(int word) {
        return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
    }

    /** The finalizer of murmur3. */
    private static int mixed(int value) {
        int hash = (value ^ (value >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }
}
