package dev.levada.node.standing;

import dev.levada.io.net.Secret;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * How a coordinator is set up.
 *
 * @param bind where it takes agents and workers; a loopback address, port 0 for any that is free
 * @param directory for what it knows of its jobs, and for their state; its own as long as it lives
 * @param secret what it shares with its agents
 */
public record CoordinatorOptions(InetSocketAddress bind, Path directory, Secret secret) {}
