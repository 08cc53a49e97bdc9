/**
 * What every member of a group computes alike, without thread, clock, disk or socket: who has a session, which command
 * was applied already and what it answered, and what is in an entry and in a snapshot.
 *
 * <p>Source: D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, section 6.3 (client sessions and
 * linearizability). Time is in the entries: the leader stamps them, and members take the largest stamp they have seen.
 */
package dev.levada.replication.session;
