/** A cluster that stands: a coordinator of many jobs, and an agent on each host that starts worker processes for it. */
package dev.levada.node.standing;
