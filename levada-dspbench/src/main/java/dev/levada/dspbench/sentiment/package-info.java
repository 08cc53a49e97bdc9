/** Sentiment Analysis: see its README. */
package dev.levada.dspbench.sentiment;
