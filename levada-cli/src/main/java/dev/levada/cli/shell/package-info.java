/** {@code levada shell}: DADSTORM's puppet master, a console from which a running job is commanded. */
package dev.levada.cli.shell;
