/** {@code levada faults}: real processes against real faults. */
package dev.levada.cli.faults;
