/** Word Count: see its README. */
package dev.levada.dspbench.wordcount;
