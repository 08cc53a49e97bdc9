/** What travels on a channel: batches of values, and the control elements between them, all numbered. */
package dev.levada.core.element;
