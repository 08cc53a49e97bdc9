/**
 * Objects that are there whole or not at all, and room for what does not fit in memory.
 *
 * <p>{@link dev.levada.io.snapshot.SnapshotStore} keeps snapshots and what describes them. An object is written under a
 * temporary name, forced, and renamed; it is never changed, and its name is never used again. Fencing is the store's
 * own: it keeps, for each owner, the lowest attempt that may still write, so a task that was replaced while it slept
 * cannot put anything in its successor's way.
 *
 * <pre>
 *   object   magic 8 | version 4 | length of the name 4 | name | CRC32C 4, then blocks, then the end
 *   block    length 4 | CRC32C of its number, its length and its content 4 | content
 *   end      -1 4 | blocks 8 | bytes of all contents 8 | CRC32C of all contents 4 | CRC32C of this 4
 * </pre>
 *
 * <p>{@link dev.levada.io.snapshot.SpillFile} keeps bytes for as long as the process lives, and no longer.
 */
package dev.levada.io.snapshot;
