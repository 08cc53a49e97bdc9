/**
 * A replicated store in real processes, clients that use it while members are killed, frozen and cut off, and what they
 * saw.
 */
package dev.levada.faults.replicas;
