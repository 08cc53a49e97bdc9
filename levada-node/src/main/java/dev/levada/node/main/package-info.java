/** The main programs of the processes of a cluster. */
package dev.levada.node.main;
