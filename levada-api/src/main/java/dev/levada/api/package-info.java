/**
 * What a user writes: a {@link dev.levada.api.Topology} of streams, from sources through operators to sinks.
 *
 * <p>Nothing here says how a job is run; see {@code dev.levada.node.Levada} for that.
 */
package dev.levada.api;
