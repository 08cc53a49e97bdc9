/**
 * A simulated cluster: a coordinator, workers, a network between them, disks, and systems outside, all in one thread on
 * virtual time, with faults from a seed. Tasks, channels, protocols, the coordinator, the log and the store are those
 * of the product; only what hosts them is of this package.
 */
package dev.levada.testkit.world;
