/** {@code levada lint}: what the operators of a pipeline would not do again the same. */
package dev.levada.cli.lint;
