/**
 * Coordinated checkpoints: barriers part the epochs, each task takes its snapshot between two of them, and after a
 * failure tasks go back to the last epoch that is complete.
 *
 * <p>After K. Chandy and L. Lamport, "Distributed Snapshots" (ACM TOCS 1985), in the form of P. Carbone et al.,
 * "Lightweight Asynchronous Snapshots for Distributed Dataflows" (2015).
 */
package dev.levada.recovery.checkpoint;
