/**
 * One member at work: consensus below, sessions and machine above, and the door at which clients of other processes
 * ask.
 */
package dev.levada.replication.replica;
