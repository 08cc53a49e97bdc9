/**
 * Consensus by JGroups-raft, an implementation of Raft on group communication. What its 1.1 does not make sure of is
 * made sure of here: votes that are on the disk, contents with checksums, snapshots that are there whole and know what
 * they are of, reads that are confirmed by a majority, and an end to how much is sent again at once.
 */
@org.jspecify.annotations.NullMarked
package dev.levada.replication.jgroups;
