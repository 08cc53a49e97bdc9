/**
 * Consensus by Apache Ratis, an implementation of Raft. Nothing of Ratis is seen outside: a deadline on everything, no
 * retry cache that is relied on, and no answer of Ratis that says more than is certain.
 */
@org.jspecify.annotations.NullMarked
package dev.levada.replication.ratis;
