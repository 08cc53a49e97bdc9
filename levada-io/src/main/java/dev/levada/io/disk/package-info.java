/**
 * The door to a disk. What keeps bytes is written against {@link dev.levada.io.disk.Disk}, so that the same classes run
 * on {@link dev.levada.io.disk.FileDisk} in a real run and on a simulated disk that loses power in tests.
 *
 * <p>What a writer may rely on is what POSIX promises and no more: bytes are kept after
 * {@link dev.levada.io.disk.DiskFile#force}, names after {@link dev.levada.io.disk.Disk#syncDirectory}, and a force
 * that failed must never be tried again on the same bytes, because the system may have dropped them and call them
 * clean.
 */
package dev.levada.io.disk;
