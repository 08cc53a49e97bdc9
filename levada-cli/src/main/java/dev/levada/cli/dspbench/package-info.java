/** Commands that run the applications of DSPBench and judge what they put out. */
package dev.levada.cli.dspbench;
