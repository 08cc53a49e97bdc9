/** Bargain Index: see its README. */
package dev.levada.dspbench.bargains;
