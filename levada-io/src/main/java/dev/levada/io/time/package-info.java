/** The real clock. */
package dev.levada.io.time;
