/** The {@code levada} command: {@link dev.levada.cli.Cli} is all of it but the process. */
package dev.levada.cli;
