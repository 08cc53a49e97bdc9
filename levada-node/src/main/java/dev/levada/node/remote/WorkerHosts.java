package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import java.io.IOException;

/** Where the worker processes of a job are started. Any thread; none of these waits for a process. */
public interface WorkerHosts {

    /**
     * Starts a process. Its end is told to {@link Workforce#exited}, also if it never came up.
     *
     * @throws IOException if it cannot be started, and why
     */
    void start(Location worker) throws IOException;

    /** Kills a process at once, if it is there. */
    void kill(Location worker);

    /** Asks whether a process is there; if not, its end is told, whether it was before or not. */
    void check(Location worker);

    /** Makes a process stand still, or go on. */
    void freeze(Location worker, boolean freeze);

    /** The job is over: ends whatever is left, and lets go of everything. Waits for it. */
    void close();
}
