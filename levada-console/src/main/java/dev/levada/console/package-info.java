/**
 * The door of a cluster for its clients: REST over HTTP, on the loopback address or behind TLS, and for bearers of a
 * token only.
 */
package dev.levada.console;
