/**
 * The store of the published comparison made with Apache Ratis, as its manual shows: its server, its client, its
 * retries. A command that is tried again for longer than Ratis remembers it, or past a snapshot, is applied again.
 */
@org.jspecify.annotations.NullMarked
package dev.levada.bench.ratis;
