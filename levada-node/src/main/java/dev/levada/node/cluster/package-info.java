/** A standing cluster as those see it who give it work: {@link dev.levada.node.cluster.Cluster}. */
package dev.levada.node.cluster;
