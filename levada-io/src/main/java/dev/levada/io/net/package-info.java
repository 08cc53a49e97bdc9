/**
 * Authenticated message connections over TCP: who speaks is proved before the first message, by certificates or, on
 * loopback, by a shared secret.
 *
 * <p>Connections carry whole messages of bytes, in order, and know nothing of what they mean. Each end learns the
 * other's {@link dev.levada.io.net.Identity}; whatever is refused is told to an {@link dev.levada.io.net.Audit} by
 * name.
 */
package dev.levada.io.net;
