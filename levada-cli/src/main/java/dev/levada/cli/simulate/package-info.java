/** {@code levada simulate} and {@code levada explore}: the recovery protocols against simulated failures. */
package dev.levada.cli.simulate;
