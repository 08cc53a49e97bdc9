/**
 * The published comparison of a plain server, of consensus by hand and of the library, over HTTP: a store in a process
 * of its own serves {@code GET /benchmark?command=<get|put>&args=KEY[,VALUE]}, and clients of this process each have
 * one request on its way at a time. Unlike what was published, failures are told from successes, time is monotonic, and
 * members are killed and frozen meanwhile.
 */
package dev.levada.bench.services;
