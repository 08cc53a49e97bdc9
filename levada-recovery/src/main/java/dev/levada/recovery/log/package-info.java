/** What protocols have in common that log what tasks choose, and have a failed task do the same again. */
package dev.levada.recovery.log;
