/**
 * Operators of one job that recover differently. Between two that do is a border, and what must hold there follows from
 * what the producer's protocol can promise:
 *
 * <ul>
 *   <li>it repeats exactly: its consumers stay where they are, whatever they recover by (a <em>direct</em> border);
 *   <li>it may do something else after a failure: whoever may depend on what it did goes back with it (a
 *       <em>coupled</em> border), to the last complete epoch;
 *   <li>it may, but its output goes on only when the epoch that it belongs to is complete, and cannot be taken back:
 *       whoever reads it stays, too (a <em>gated</em> border).
 * </ul>
 *
 * <p>That parts of a job may go back by different rules where logical time says what is final is an idea of M. Isard
 * and M. Abadi, "Falkirk Wheel: Rollback Recovery for Dataflow Systems" (2015).
 *
 * <p>All share the epochs of the job: a cut is one cut, whoever takes part in it.
 */
package dev.levada.recovery.hybrid;
