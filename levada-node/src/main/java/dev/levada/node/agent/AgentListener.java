package dev.levada.node.agent;

/**
 * Is told what becomes of the workers. Called by one thread, one call at a time, {@code started} before {@code exited}
 * of the same process, and each once. It may call the agent, except for closing it; it must not throw, and while it
 * blocks, nothing else is reported.
 */
public interface AgentListener {

    /** A process runs. */
    void started(String id, long pid);

    /** A process has ended, whatever the cause. Its id is free for another one. */
    void exited(WorkerExit exit);
}
