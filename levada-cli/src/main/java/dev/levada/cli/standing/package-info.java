/** {@code levada coordinator} and {@code levada agent}: the processes that a standing cluster is made of. */
package dev.levada.cli.standing;
