/** Calls to the world outside, where nothing is left to threads. */
package dev.levada.testkit.calls;
