/**
 * Refuses at compile time what {@code Topology.of} would refuse at run time, in the same words: the rules are those of
 * {@link dev.levada.api.annotation.shape.Rules}, and this room reads a class for them as the compiler sees it.
 */
package dev.levada.processor;
