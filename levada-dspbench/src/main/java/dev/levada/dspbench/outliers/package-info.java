/** Machine Outlier: see its README. */
package dev.levada.dspbench.outliers;
