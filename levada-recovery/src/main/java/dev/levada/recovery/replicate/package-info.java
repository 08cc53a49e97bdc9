/**
 * Active replication: what a task does is done in several processes. One attempt, the leader, is the one that counts:
 * it takes the task's input in some order, logs what it takes and all else that it chooses, and lets nothing leave
 * before enough other processes hold that. The others do the same behind it, from the log alone, and are in its state
 * but for what is on its way. Who is granted the next attempt is decided by the coordinator, in a recovery; where it is
 * one of the others it goes on from there.
 *
 * <p>After F. Schneider, "Implementing Fault-Tolerant Services Using the State Machine Approach" (ACM Computing Surveys
 * 1990), with leader and followers as in D. Powell (ed.), "Delta-4: A Generic Architecture for Dependable Distributed
 * Computing" (1991), where this is semi-active replication. The agreed log is that of primary and backups with an
 * outside master of their configuration, as in L. Lamport, D. Malkhi, L. Zhou, "Vertical Paxos and Primary-Backup
 * Replication" (PODC 2009): term is attempt here, ballot of a configuration is recovery, and the master is the
 * coordinator.
 */
package dev.levada.recovery.replicate;
