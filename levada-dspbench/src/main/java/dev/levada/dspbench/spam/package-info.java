/** Spam Filter: see its README. */
package dev.levada.dspbench.spam;
