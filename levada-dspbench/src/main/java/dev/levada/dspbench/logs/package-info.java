/** Log Processing: see its README. */
package dev.levada.dspbench.logs;
