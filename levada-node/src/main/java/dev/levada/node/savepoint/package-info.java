/** Snapshots of a whole job that its user keeps: to start another job from, also one of another form. */
package dev.levada.node.savepoint;
