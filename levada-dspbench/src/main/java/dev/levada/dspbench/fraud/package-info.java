/** Fraud Detection: see its README. */
package dev.levada.dspbench.fraud;
