/** Which task runs where, and reads what. */
package dev.levada.cluster.placement;
