/**
 * How elements get from one task to the next: channels, what waits in front of them, and the routers that choose one.
 *
 * <p>A channel has one producer and one consumer, each confined to its own thread.
 * {@link dev.levada.core.channel.LocalChannel} is the only hand-over point in this package.
 */
package dev.levada.core.channel;
