/** Trending Topics: see its README. */
package dev.levada.dspbench.topics;
