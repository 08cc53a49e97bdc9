/**
 * Causal logging: what a task chose travels with its output, and is in the memory of whoever depends on it, and of as
 * many workers as may fail at once. So a failed task alone goes back, to its snapshot of the last complete epoch, and
 * from there through what others know of it; nothing waits for a disk. When more workers fail than that, all connected
 * tasks go back.
 *
 * <p>After L. Alvisi and K. Marzullo, "Message Logging: Pessimistic, Optimistic, Causal, and Optimal" (IEEE TSE 1998),
 * and, for dataflows, P. Silvestre et al., "Clonos: Consistent Causal Recovery for Highly-Available Streaming
 * Dataflows" (SIGMOD 2021).
 */
package dev.levada.recovery.log.causal;
