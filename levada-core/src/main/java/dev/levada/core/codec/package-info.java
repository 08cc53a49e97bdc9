/**
 * Codecs derived from types. Equal values give equal bytes, in every process and on every run of the JVM, so that bytes
 * may be compared, hashed and checked against those of another replica.
 *
 * <p>{@link dev.levada.core.codec.Codecs} derives them; {@link dev.levada.core.codec.StableHash} places keys and
 * {@link dev.levada.core.codec.CanonicalOrder} sorts them by the same bytes. The format has no field names and no
 * schema: what it depends on is in {@link dev.levada.core.codec.Codecs#fingerprint}, which whoever keeps bytes keeps
 * once beside them. Numbers have fixed width, big-endian; counts and the places of constants and permitted types are
 * short; strings are UTF-8 after their length.
 *
 * <p>Inside, a <em>shape</em> is a codec that knows how deep it stands, and a <em>kind</em> is what a value of unknown
 * type says of itself before its bytes.
 */
package dev.levada.core.codec;
