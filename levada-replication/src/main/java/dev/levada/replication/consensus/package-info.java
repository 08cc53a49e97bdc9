/**
 * The door to consensus. A provider orders opaque bytes and applies them on each member in one order; everything that
 * must be equal whatever the provider (sessions, batches, codecs, what is in a snapshot) is above it. No type of a
 * library crosses the door.
 */
package dev.levada.replication.consensus;
