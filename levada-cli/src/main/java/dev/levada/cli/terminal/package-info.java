/** What every command shares: where it reads and writes, and how it fails. */
package dev.levada.cli.terminal;
