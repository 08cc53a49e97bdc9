/** {@code levada replay}: a recorded task again, alone. */
package dev.levada.cli.replay;
