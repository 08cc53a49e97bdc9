/** What client and cluster send each other: JSON, and the records behind it. Needs no server. */
package dev.levada.console.wire;
