/** Ads Analytics: see its README. */
package dev.levada.dspbench.ads;
