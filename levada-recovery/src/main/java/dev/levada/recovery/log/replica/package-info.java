/** What tasks chose, in the memory of other workers than their own: attached to what depends on it, or before that. */
package dev.levada.recovery.log.replica;
