package dev.levada.node.standing;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A worker process that a job wants to have.
 *
 * @param name on the network, and at its agent
 * @param directory where it runs
 * @param credentials what it is given is made of these when it is started
 * @param hosts what the host is called that it is to run at, see {@link HostNames}; empty if any will do
 * @param before the agent at which the one whose place it takes has left its log, on a disk of its host; empty if none
 *     has
 * @param elsewhere told if it does not run there, since nobody had room for it there in time: where it runs
 * @param exited told how it ended, once
 * @param unwatched told again and again while its agent is gone
 */
record Launch(
        String name,
        String job,
        String directory,
        RunCredentials credentials,
        List<String> hosts,
        Optional<String> before,
        Consumer<String> elsewhere,
        Consumer<String> exited,
        Runnable unwatched) {}
