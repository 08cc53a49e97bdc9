/**
 * Recovery by backtracking: a failed task alone goes back to its snapshot, which ends a window of its input, and asks
 * its producers for what it misses from there. They answer from what they hold, and if they have failed, too, from what
 * their own snapshots hold and from what they do again: a snapshot of an epoch that is not complete has all that the
 * task has sent and a consumer may ask for. What the task sends again has the same numbers and bytes, and who has it
 * drops it.
 *
 * <p>After Q. Chen, M. Hsu and M. Castellanos, "Backtrack-Based and Window-Oriented Optimistic Failure Recovery in
 * Distributed Stream Processing" (2013). The papers' task alias is our {@link dev.levada.core.plan.TaskId}, its virtual
 * channel our {@link dev.levada.core.plan.ChannelId}. ASK is the wish for a connection, which names the first number
 * that is missing; ACK is {@link dev.levada.core.recovery.TaskControl#acknowledge}.
 */
package dev.levada.recovery.backtrack;
