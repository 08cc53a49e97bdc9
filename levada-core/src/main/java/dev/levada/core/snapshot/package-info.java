/** What a task leaves behind at the end of an epoch, how it is stored, and what a new attempt begins with. */
package dev.levada.core.snapshot;
