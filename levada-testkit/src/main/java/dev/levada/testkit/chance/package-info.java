/** What is left to chance, and what chance has brought about. */
package dev.levada.testkit.chance;
