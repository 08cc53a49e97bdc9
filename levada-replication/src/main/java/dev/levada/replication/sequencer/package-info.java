/**
 * A group of one: a durable log and no consensus. For development, and as the bound that no consensus exceeds. What it
 * acknowledged is on the disk; while the process is away nothing is served.
 */
package dev.levada.replication.sequencer;
