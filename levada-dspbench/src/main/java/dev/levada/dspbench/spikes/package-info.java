/** Spike Detection: see its README. */
package dev.levada.dspbench.spikes;
