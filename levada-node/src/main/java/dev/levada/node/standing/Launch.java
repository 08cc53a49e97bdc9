package dev.levada.node.standing;

import java.util.function.Consumer;

/**
 * A worker process that a job wants to have.
 *
 * @param name on the network, and at its agent
 * @param directory where it runs
 * @param credentials what it is given is made of these when it is started
 * @param exited told how it ended, once
 * @param unwatched told again and again while its agent is gone
 */
record Launch(
        String name,
        String job,
        String directory,
        RunCredentials credentials,
        Consumer<String> exited,
        Runnable unwatched) {}
