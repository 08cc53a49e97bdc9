/** Replays tasks from state directories: the pure {@link dev.levada.cluster.replay} with a clock and a disk. */
package dev.levada.node.replay;
