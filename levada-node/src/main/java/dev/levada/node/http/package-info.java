/** The small door of each process for those who watch it: metrics, health, readiness. */
package dev.levada.node.http;
