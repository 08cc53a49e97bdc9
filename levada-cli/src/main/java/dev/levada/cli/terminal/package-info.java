/** What every command shares: where it reads and writes, how it fails, and what it suggests for a mistyped word. */
package dev.levada.cli.terminal;
