/** A topology as data: what the planner reads. Users write {@code Topology} and seldom look here. */
package dev.levada.api.graph;
