package dev.levada.io.net;

/** What a process of a cluster is. */
public enum Role {
    /** Holds the jobs and decides. */
    COORDINATOR,
    /** Starts and ends workers on its host. */
    AGENT,
    /** Runs tasks. */
    WORKER,
    /** Hands in jobs. */
    SUBMITTER,
    /** Watches and commands, from a shell or a console. */
    OPERATOR,
    /** A member of a replicated service. */
    REPLICA,
    /** Uses a replicated service. */
    CLIENT
}
