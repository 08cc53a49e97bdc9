/** Smart Grid: see its README. */
package dev.levada.dspbench.grid;
