/**
 * Macro benchmarks. Each runs the engine and, in the same process and in turn with it, a hand-written loop that does
 * the same work without an engine, so that what is quoted is a ratio and not a speed of the day's machine.
 */
package dev.levada.bench;
