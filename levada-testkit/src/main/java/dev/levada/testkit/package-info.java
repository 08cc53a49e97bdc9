/**
 * Tests a topology, or one operator, in a simulated world: one thread, virtual time, and a seed from which everything
 * follows that is left to chance in a real run. The tasks, channels and protocols are those of the product.
 *
 * <p>{@link dev.levada.testkit.disk.SimulatedDisk} is the disk of that world.
 *
 * <p>The same seed gives the same trace, on every machine and JDK.
 */
package dev.levada.testkit;
