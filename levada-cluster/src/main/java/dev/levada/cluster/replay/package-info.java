/**
 * A task again, as it was recorded: by its snapshot and its log, with the tasks that make its input, and without
 * anything that would be noticed outside.
 */
package dev.levada.cluster.replay;
