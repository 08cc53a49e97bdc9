package dev.levada.node.standing;

import java.util.List;

/** What an agent tells the coordinator over the control connection. */
sealed interface FromAgent {

    /**
     * The first thing that is said, also over a new connection.
     *
     * @param address where its own door is
     * @param host tells which agents are gone together
     * @param names of the host, those it answers to and those it was given: see {@link HostNames}
     * @param slots how many workers it runs at most
     * @param running the names of those that run
     */
    record Hello(long pid, String address, String host, List<String> names, int slots, List<String> running)
            implements FromAgent {}

    /** The agent is ending: it tells of the end of each of its workers, and starts no more. */
    record Leaving() implements FromAgent {}

    /** A worker has ended, or could not be started. */
    record Exited(String name, String how) implements FromAgent {}

    record Lines(long question, List<String> lines) implements FromAgent {}
}
