/** {@code levada plan} and {@code levada validate}: what a pipeline would become, without running it. */
package dev.levada.cli.plan;
