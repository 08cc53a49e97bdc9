/**
 * Operators of one job that recover differently. Between two that do is a border, and what must hold there follows from
 * what the producer's protocol can promise:
 *
 * <ul>
 *   <li>it repeats exactly: its consumers stay where they are, whatever they recover by (a <em>direct</em> border);
 *   <li>it may do something else after a failure: whoever may depend on what it did goes back with it (a
 *       <em>coupled</em> border), to the last complete epoch.
 * </ul>
 *
 * <p>All share the epochs of the job: a cut is one cut, whoever takes part in it.
 */
package dev.levada.recovery.hybrid;
