/** Keyed state on the heap: one table for each named state, looked up once for each record that uses it. */
package dev.levada.core.state;
