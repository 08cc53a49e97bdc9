/**
 * The planner: makes the plan of a topology, proves what it guarantees from end to end, and refuses what cannot be
 * given.
 */
package dev.levada.cluster.planner;
