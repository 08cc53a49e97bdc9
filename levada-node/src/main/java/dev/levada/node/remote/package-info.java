/** What the processes of a job say to each other over the network, and those that say it. */
package dev.levada.node.remote;
