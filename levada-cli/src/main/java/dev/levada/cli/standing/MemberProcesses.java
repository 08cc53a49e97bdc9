package dev.levada.cli.standing;

import dev.levada.cli.terminal.Program;
import dev.levada.node.agent.Agent;
import dev.levada.node.agent.AgentListener;
import dev.levada.node.agent.Secret;
import dev.levada.node.agent.WorkerExit;
import dev.levada.node.agent.WorkerLaunch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The members of a coordinator as processes of their own. One that ends is started again. Any thread. */
final class MemberProcesses implements AgentListener, AutoCloseable {
    private static final long RESTART_MILLIS = 500;
    private static final int LAST_WORDS = 3;

    private final Logger log = LoggerFactory.getLogger(MemberProcesses.class);
    private final IntFunction<List<String>> arguments;
    private final Path directory;
    private final Agent agent;
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "levada-members");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closing;

    private MemberProcesses(Path directory, IntFunction<List<String>> arguments) throws IOException {
        this.arguments = arguments;
        this.directory = directory;
        this.agent = Agent.open(directory.resolve("processes"), this);
    }

    /**
     * Starts them.
     *
     * @param directory what they print is under it
     * @param arguments of the command of each, from 1
     */
    static MemberProcesses start(int members, Path directory, IntFunction<List<String>> arguments) throws IOException {
        MemberProcesses all = new MemberProcesses(directory, arguments);
        for (int member = 1; member <= members; member++) {
            all.start(member);
        }
        return all;
    }

    private void start(int member) throws IOException {
        String id = MemberPlaces.id(member);
        long pid = agent.start(new WorkerLaunch(
                id, Program.MAIN, arguments.apply(member), directory, Map.of(), 0, Secret.of(new byte[0])));
        log.info("member {} is process {}", id, pid);
    }

    @Override
    public void started(String id, long pid) {
        // It tells the others itself when it is up.
    }

    @Override
    public void exited(WorkerExit exit) {
        if (closing) {
            return;
        }
        log.warn("member {} has ended: {}; {}", exit.id(), exit.how(), lastWords(exit.id()));
        int member = Integer.parseInt(exit.id().substring(1));
        var unused = restarts.schedule(() -> startAgain(member), RESTART_MILLIS, TimeUnit.MILLISECONDS);
    }

    private String lastWords(String id) {
        try {
            return String.join(" / ", agent.log(id, LAST_WORDS));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    private void startAgain(int member) {
        try {
            if (!closing) {
                start(member);
            }
        } catch (IOException e) {
            log.warn("member {} cannot be started, and is tried again: {}", MemberPlaces.id(member), e.getMessage());
            var unused = restarts.schedule(() -> startAgain(member), RESTART_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Where what they print is kept. */
    Path logs() {
        return directory.resolve("processes");
    }

    @Override
    public void close() throws IOException {
        closing = true;
        restarts.shutdownNow();
        agent.close();
    }
}
