/** {@code levada replicate}: a replicated store to try, to use under faults, and to judge. */
package dev.levada.cli.replicate;
