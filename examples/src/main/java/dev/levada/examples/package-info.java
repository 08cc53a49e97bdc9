/**
 * Pipelines to read and to run: {@code ./levada run wordcount --input FILE}; and two replicated machines, whose
 * {@code main} is run with the class path of the distribution. Each is one file.
 */
package dev.levada.examples;
