/** Click Analytics: see its README. */
package dev.levada.dspbench.clicks;
