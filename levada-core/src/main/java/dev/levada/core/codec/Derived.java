package dev.levada.core.codec;

/**
 * A shape and the text that says all that its bytes depend on.
 *
 * @param text changes when a component is renamed, added, moved or retyped
 */
record Derived(Shape shape, String text) {

    /** FNV-1a over the text's chars, with the finalizer of murmur3. */
    long fingerprint() {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
