package dev.levada.node.standing;

import dev.levada.io.net.Endpoint;
import dev.levada.node.http.BearerToken;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and as whom an agent runs.
 *
 * @param endpoint the process on the network; its identity has the name of the agent
 * @param coordinators where the members of its coordinator take agents, at least one; if one is not resolved, it is
 *     looked up with each connection
 * @param directory for what its workers print; its own as long as it lives
 * @param logs on a disk of this host: where its workers log what their tasks choose, if that is to be there
 * @param address its own door, for people
 * @param host the address of this host at which its workers take data
 * @param serves more names and addresses of hosts whose replicas it runs
 * @param slots how many workers it runs at most, from 1 to {@link dev.levada.node.agent.Agent#MAX_WORKERS}
 * @param metrics what readers of the workers' metrics have to show
 * @param log what the workers' logs look like, in the words of their main program
 * @param mainClass what a worker process runs: it calls {@link dev.levada.node.main.WorkerMain#run}
 */
public record AgentSettings(
        Endpoint endpoint,
        List<InetSocketAddress> coordinators,
        Path directory,
        Path logs,
        String address,
        String host,
        List<String> serves,
        int slots,
        BearerToken metrics,
        String log,
        String mainClass) {}
