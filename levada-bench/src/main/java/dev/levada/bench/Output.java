package dev.levada.bench;

/**
 * What a keyed operator makes of a record.
 *
 * @param index of the record, in the order of arrival
 */
record Output(String key, long value, long index) {

    /**
     * A number that no other output is likely to have: whether all outputs came once is seen from the sum of theirs.
     */
    long print() {
        long mixed = (key.hashCode() * 0x9E3779B97F4A7C15L) ^ (value * 0xC2B2AE3D27D4EB4FL);
        return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    }
}
