/** How the log of a long-running command is written. Other commands never load what is behind it. */
package dev.levada.cli.log;
