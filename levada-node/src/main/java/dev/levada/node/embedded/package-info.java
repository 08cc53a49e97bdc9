/** A job in the caller's process: its coordinator, and one worker with an event loop for each core. */
package dev.levada.node.embedded;
