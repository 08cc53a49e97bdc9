/**
 * A task: one subtask of a chain of operators, and the loop that it runs in turns.
 *
 * <p>A task has no thread, clock or random source. Its host (an event loop, or the simulator) calls
 * {@link dev.levada.core.task.Task#turn} with the time, one call at a time.
 */
package dev.levada.core.task;
