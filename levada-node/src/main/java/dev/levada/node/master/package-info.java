/** Runs the coordinator of a job: its thread, its decisions on disk, and what is told about the job. */
package dev.levada.node.master;
