/**
 * What runs on each host to start and watch worker processes: DADSTORM's process creation service, without the network.
 *
 * <p>A worker never outlives its agent: it ends when the pipe to the agent closes, and one that could not is killed by
 * the next agent of the same directory.
 */
package dev.levada.node.agent;
