/** Bugs planted on purpose, to see that the simulation finds them. The product knows nothing of them. */
package dev.levada.testkit.mutant;
