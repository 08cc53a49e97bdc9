/** Pipelines to read and to run: {@code ./levada run wordcount --input FILE}. Each is one file. */
package dev.levada.examples;
