/** Where tuples go that a pipeline sends nowhere, and what they look like there. */
package dev.levada.cli.output;
