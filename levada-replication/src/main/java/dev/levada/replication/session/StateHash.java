package dev.levada.replication.session;

/** 64 bits that differ, but for chance, where what they are made of does. The same on every JVM. */
public final class StateHash {
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private StateHash() {}

    /** Of the first {@code length} bytes. */
    public static long of(byte[] bytes, int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * ODD;
            hash ^= hash >>> 29;
        }
        return mixed(hash);
    }

    /** Of two hashes, in this order. */
    public static long of(long first, long second) {
        return mixed(mixed(first) * 31 + second);
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * ODD;
        return mixed ^ (mixed >>> 29);
    }
}
