/**
 * The control plane of one job as a state machine: told what happened and what time it is, it decides, has its decision
 * recorded, and only then has it carried out. No thread, clock or connection of its own.
 */
package dev.levada.cluster.coordinator;
