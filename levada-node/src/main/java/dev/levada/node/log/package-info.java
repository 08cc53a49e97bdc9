/** What a long-running process says in its log, and what it must not say. */
package dev.levada.node.log;
