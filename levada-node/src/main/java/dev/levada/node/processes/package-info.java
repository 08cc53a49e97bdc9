/** Jobs in worker processes, as far as those who start them must know. */
package dev.levada.node.processes;
