/** Where a topology is run from: {@link dev.levada.node.Levada}. */
package dev.levada.node;
