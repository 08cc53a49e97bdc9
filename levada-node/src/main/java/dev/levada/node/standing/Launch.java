package dev.levada.node.standing;

import dev.levada.io.net.Secret;
import java.util.function.Consumer;

/**
 * A worker process that a job wants to have.
 *
 * @param name on the network, and at its agent
 * @param directory where it runs
 * @param exited told how it ended, once
 * @param unwatched told again and again while its agent is gone
 */
record Launch(String name, String job, String directory, Secret secret, Consumer<String> exited, Runnable unwatched) {}
