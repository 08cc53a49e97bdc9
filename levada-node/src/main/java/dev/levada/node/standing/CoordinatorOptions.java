package dev.levada.node.standing;

import dev.levada.io.net.Security;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * How a coordinator is set up.
 *
 * @param bind where it takes agents and workers; port 0 for any that is free. Needs mutual TLS if it is no loopback
 *     address
 * @param directory for what it knows of its jobs, and for their state; its own as long as it lives
 * @param security how it and its agents prove to each other who they are; with mutual TLS, its certificate says what
 *     the cluster and the coordinator are called
 */
public record CoordinatorOptions(InetSocketAddress bind, Path directory, Security security) {}
