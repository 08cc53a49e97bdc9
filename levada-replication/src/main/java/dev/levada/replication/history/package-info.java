/**
 * What clients of a store of registers saw, and whether one that does one thing after the other could have shown it.
 *
 * <p>Source: J. Wing and C. Gong, "Testing and Verifying Concurrent Objects", JPDC 17, 1993; G. Lowe, "Testing for
 * linearizability", CPaCE 29(4), 2017, for the memory of configurations; each key is looked at by itself, since a
 * history is linearizable if it is so for each object (Herlihy and Wing, 1990).
 */
package dev.levada.replication.history;
