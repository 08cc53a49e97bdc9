/** Where addresses are: a made-up table in place of a data base with a licence, and what is counted by it. */
package dev.levada.dspbench.geo;
