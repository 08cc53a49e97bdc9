/** Traffic Monitoring: see its README. */
package dev.levada.dspbench.traffic;
