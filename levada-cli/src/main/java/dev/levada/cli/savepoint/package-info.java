/** {@code levada savepoint}: state that its user keeps. */
package dev.levada.cli.savepoint;
