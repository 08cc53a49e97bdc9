/**
 * The lint for determinism: follows the objects that make up the operators of a topology to the user's functions, and
 * their byte code to all that they call within the user's own classes.
 */
package dev.levada.lint;
