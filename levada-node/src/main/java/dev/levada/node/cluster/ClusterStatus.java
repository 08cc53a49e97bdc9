package dev.levada.node.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A cluster at one moment.
 *
 * @param agents in the order of their names
 * @param workers in the order in which they were started
 * @param jobs in the order in which they were submitted
 */
public record ClusterStatus(List<Agent> agents, List<Worker> workers, List<JobStatus> jobs) {

    public ClusterStatus {
        agents = List.copyOf(agents);
        workers = List.copyOf(workers);
        jobs = List.copyOf(jobs);
    }

    /**
     * A process creation service.
     *
     * @param address its host and port
     * @param workers how many run there now
     */
    public record Agent(String name, String address, AgentState state, int workers) {}

    /** Whether an agent can be given work. */
    public enum AgentState {
        CONNECTED,
        LOST
    }

    /**
     * A worker process.
     *
     * @param id such as {@code w3}; never used again for another process
     * @param pid the number of its process on its host; 0 if it has none yet
     * @param agent the name of the agent that started it
     * @param job the id of the job whose tasks it runs; empty while it waits for one
     * @param incarnation how many processes stood in its place, with this one
     * @param address the host and port of its door for people, if it has one
     */
    public record Worker(
            String id,
            long pid,
            String agent,
            Optional<String> job,
            WorkerState state,
            long incarnation,
            Optional<String> address) {}

    /** What a worker is up to. */
    public enum WorkerState {
        STARTING,
        RUNNING,
        FROZEN,
        LOST,
        ENDED
    }
}
