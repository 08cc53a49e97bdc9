/**
 * What measurements come to, whatever they measured: one form for all of them, and how two of that form are compared.
 */
package dev.levada.bench.result;
