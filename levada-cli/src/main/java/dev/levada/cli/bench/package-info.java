/** {@code levada bench}: measurements. */
package dev.levada.cli.bench;
