package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.io.net.Secret;
import dev.levada.node.agent.Agent;
import dev.levada.node.agent.AgentListener;
import dev.levada.node.agent.LaunchException;
import dev.levada.node.agent.WorkerExit;
import dev.levada.node.agent.WorkerLaunch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts the worker processes of one job on this machine, as children of this process. */
final class LocalHost implements WorkerHosts, AgentListener {
    private static final Pattern ID = Pattern.compile("w(\\d+)-(\\d+)");

    private final Agent agent;
    private final Commands commands;
    private final Secret secret;
    private final Path directory;
    private final Runnable afterwards;
    private volatile @Nullable Workforce workforce;

    /** The command line of a worker. */
    interface Commands {

        String mainClass();

        List<String> arguments(Location worker);
    }

    /**
     * Takes a directory for what workers print.
     *
     * @param directory where workers run
     * @param afterwards done when all workers have ended
     */
    LocalHost(Path logs, Commands commands, Secret secret, Path directory, Runnable afterwards) throws IOException {
        this.commands = commands;
        this.secret = secret;
        this.directory = directory;
        this.afterwards = afterwards;
        this.agent = Agent.open(logs, this);
    }

    void serve(Workforce newWorkforce) {
        workforce = newWorkforce;
    }

    Agent agent() {
        return agent;
    }

    private static String id(Location worker) {
        return "w%d-%d".formatted(worker.worker(), worker.incarnation());
    }

    @Override
    public void start(Location worker) throws IOException {
        WorkerLaunch launch = new WorkerLaunch(
                id(worker),
                commands.mainClass(),
                commands.arguments(worker),
                directory,
                Map.of(),
                0,
                dev.levada.node.agent.Secret.of(secret.encoded().getBytes(StandardCharsets.US_ASCII)));
        try {
            long unused = agent.start(launch);
        } catch (LaunchException e) {
            Workforce current = workforce;
            if (!e.isPassing() || current == null) {
                throw e;
            }
            current.exited(worker, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void kill(Location worker) {
        boolean unused = agent.kill(id(worker));
    }

    @Override
    public void check(Location worker) {
        // The agent is in this process, and has told the end of each worker that it does not see any more.
    }

    @Override
    public void freeze(Location worker, boolean freeze) {
        try {
            boolean unused = freeze ? agent.freeze(id(worker)) : agent.thaw(id(worker));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "worker %d cannot be %s: %s"
                            .formatted(worker.worker(), freeze ? "frozen" : "thawed", e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            agent.close();
        } catch (IOException e) {
            // What is left of the workers' directory is deleted with that of the job.
        } finally {
            afterwards.run();
        }
    }

    @Override
    public void started(String id, long pid) {}

    @Override
    public void exited(WorkerExit exit) {
        Workforce current = workforce;
        Matcher matcher = ID.matcher(exit.id());
        if (current != null && matcher.matches()) {
            Location worker = new Location(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
            current.exited(worker, exit.how());
        }
    }
}
