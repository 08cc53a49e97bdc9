/** The client's end: sessions, targets tried in turn, and what is certain when it ends. */
package dev.levada.replication.client;
