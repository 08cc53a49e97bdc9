/**
 * Runs one operator again over what it got before, with what it chose before, as a task does that recovers by a log;
 * and tells the first difference.
 */
package dev.levada.testkit.sanitizer;
