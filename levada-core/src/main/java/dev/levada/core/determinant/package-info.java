/**
 * What a task chose that is not a function of its input, so that another attempt can choose the same: in which order it
 * took from its channels, how much it read, what the clock said.
 *
 * <p>Determinants after L. Alvisi and K. Marzullo, "Message Logging: Pessimistic, Optimistic, Causal, and Optimal"
 * (IEEE TSE 1998); the kinds, and one log a task parted by epochs, after P. Silvestre et al., "Clonos: Consistent
 * Causal Recovery for Highly-Available Streaming Dataflows" (SIGMOD 2021). Here elements are numbered and not buffers,
 * so what a frame holds needs no determinant.
 */
package dev.levada.core.determinant;
