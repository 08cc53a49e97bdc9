/**
 * A disk that loses power, fills up and fails, from a seed.
 *
 * <p>{@link dev.levada.testkit.disk.SimulatedDisk} stands in for the real disk behind the door
 * {@link dev.levada.io.disk.Disk}. A crash keeps what was forced, and of the rest any sectors: late ones without early
 * ones, the length without the content, a file without its name.
 */
package dev.levada.testkit.disk;
