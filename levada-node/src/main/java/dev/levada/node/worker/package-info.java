/** Runs the tasks of a job in this process: event loops, and all that an attempt needs around it. */
package dev.levada.node.worker;
