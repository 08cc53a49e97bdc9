/**
 * A job in the caller's process: event loops, one for each core, that run its tasks in turns.
 *
 * <p>{@link dev.levada.node.embedded.EventLoop} is the only thread here; everything of a task happens on its loop.
 */
package dev.levada.node.embedded;
