/** The figures of one process, for Prometheus to read. */
package dev.levada.node.metrics;
