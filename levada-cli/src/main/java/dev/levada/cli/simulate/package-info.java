/** {@code levada simulate}: the recovery protocols against simulated failures. */
package dev.levada.cli.simulate;
