package dev.levada.core.codec;

import dev.levada.api.codec.ByteOutput;

/** A hash that is the same for equal keys in every process and on every run of the JVM. */
public final class StableHash {
    private StableHash() {}

    /** Hashes a key: a value that {@link Codecs#any} can write. */
    public static int of(Object key) {
        if (key instanceof String) {
            return mixed(key.hashCode());
        }
        return ofOther(key);
    }

    private static int ofOther(Object key) {
        if ((key instanceof Number && key.getClass().getName().startsWith("java.lang."))
                || key instanceof Character
                || key instanceof Boolean) {
            return mixed(key.hashCode());
        }
        if (key instanceof Enum<?> constant) {
            return mixed(constant.name().hashCode());
        }
        ByteOutput out = new ByteOutput(64);
        Codecs.any().write(key, out);
        int hash = 0;
        for (int i = 0; i < out.size(); i++) {
            hash = 31 * hash + out.array()[i];
        }
        return mixed(hash);
    }

    private static int mixed(int value) {
        int hash = value;
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        hash ^= hash >>> 16;
        return hash;
    }
}
