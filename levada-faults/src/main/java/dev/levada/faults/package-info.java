/**
 * Runs jobs in real processes, hurts them in ways drawn from a seed, and judges what they have written.
 *
 * <p>A <em>round</em> is one job: a {@link dev.levada.faults.Ledger} whose right output is known beforehand. Its
 * <em>strikes</em> are the faults done to it, each of some kind ({@link dev.levada.faults.Fault}), at a drawn point of
 * its progress. The harness knows the job only as a user does: its processes, its exit code, its report and its output.
 */
package dev.levada.faults;
