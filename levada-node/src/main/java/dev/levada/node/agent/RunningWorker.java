package dev.levada.node.agent;

/**
 * A worker whose end has not been reported.
 *
 * @param id the worker's
 * @param pid the process's
 * @param frozen whether it was told to stand still
 */
public record RunningWorker(String id, long pid, boolean frozen) {}
