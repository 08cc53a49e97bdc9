/** How a long-running process ends in good order. */
package dev.levada.node.shutdown;
