package dev.levada.node.standing;

import dev.levada.io.net.Connection;
import dev.levada.node.agent.Agent;
import dev.levada.node.agent.AgentListener;
import dev.levada.node.agent.RunningWorker;
import dev.levada.node.agent.Secret;
import dev.levada.node.agent.WorkerExit;
import dev.levada.node.agent.WorkerLaunch;
import dev.levada.node.log.AtHand;
import dev.levada.node.remote.Messages;
import dev.levada.node.remote.WorkerName;
import dev.levada.node.remote.WorkerOrders;
import dev.levada.node.worker.ControlLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent at work: starts and ends workers as the coordinator says, and tells it of each that ends. It calls the
 * coordinator, and calls again when it is gone; workers live on meanwhile. They end with this process. Any thread.
 */
public final class AgentProcess implements AgentListener, AutoCloseable {
    private static final Messages<ToAgent> ORDERS = new Messages<>(ToAgent.class);
    private static final Messages<FromAgent> REPORTS = new Messages<>(FromAgent.class);
    private static final long CHECK_MILLIS = 200;

    private final Logger log = LoggerFactory.getLogger(AgentProcess.class);
    private final AgentSettings settings;
    private final Consumer<String> refused;
    private final Agent agent;
    private final ControlLoop control;
    private final List<String> names;
    private final CoordinatorLines coordinator;

    private AgentProcess(AgentSettings settings, Consumer<String> refused) throws IOException {
        this.settings = settings;
        this.refused = refused;
        this.agent = Agent.open(settings.directory(), this);
        this.names = HostNames.of(Stream.concat(Stream.of(settings.host()), settings.serves().stream())
                .toList());
        this.control = new ControlLoop("levada-agent-control", bug -> log.error("an order could not be followed", bug));
        this.coordinator = new CoordinatorLines(
                settings.endpoint(), settings.coordinators(), control, new CoordinatorLines.Listener() {
                    @Override
                    public void opened(Connection connection) {
                        greet();
                    }

                    @Override
                    public void told(ByteBuffer message) {
                        ToAgent told = ORDERS.read(message);
                        control.execute(() -> carryOut(told));
                    }
                });
    }

    /**
     * Begins to serve. Does not wait for the coordinator.
     *
     * @param refused told why if the coordinator will not have this agent
     * @throws IOException if the directory cannot be used
     */
    public static AgentProcess open(AgentSettings settings, Consumer<String> refused) throws IOException {
        AgentProcess process = new AgentProcess(settings, refused);
        process.coordinator.start();
        return process;
    }

    /** Whether the coordinator is there. */
    public boolean isConnected() {
        return coordinator.connection() != null;
    }

    /** Those that run now. */
    public List<RunningWorker> workers() {
        return agent.workers();
    }

    // The connection to the coordinator

    private void greet() {
        List<String> running = agent.workers().stream().map(RunningWorker::id).toList();
        tell(new FromAgent.Hello(
                ProcessHandle.current().pid(), settings.address(), settings.host(), names, settings.slots(), running));
    }

    private void tell(FromAgent report) {
        Connection to = coordinator.connection();
        if (to != null) {
            byte[] bytes = REPORTS.bytes(report);
            to.sendNow(bytes, 0, bytes.length);
        }
    }

    // What the coordinator says

    private void carryOut(ToAgent told) {
        if (told instanceof ToAgent.Start start) {
            start(start);
        } else if (told instanceof ToAgent.Kill kill) {
            boolean unused = agent.kill(kill.name());
        } else if (told instanceof ToAgent.Check check) {
            check(check.name());
        } else if (told instanceof ToAgent.Freeze freeze) {
            freeze(freeze);
        } else if (told instanceof ToAgent.Tail tail) {
            tell(new FromAgent.Lines(tail.question(), tail(tail)));
        } else if (told instanceof ToAgent.Refuse refusal) {
            refused.accept(refusal.why());
        }
    }

    private void start(ToAgent.Start start) {
        List<String> arguments = new WorkerOrders(
                        settings.endpoint().self().cluster(),
                        start.name(),
                        coordinator.there(),
                        settings.host(),
                        settings.logs().toAbsolutePath(),
                        Optional.empty(),
                        Optional.of(settings.metrics()),
                        Optional.of(settings.log()))
                .toArguments();
        try {
            long pid = agent.start(new WorkerLaunch(
                    start.name(),
                    settings.mainClass(),
                    arguments,
                    Path.of(start.directory()),
                    Map.of(),
                    0,
                    Secret.of(start.secret().getBytes(StandardCharsets.US_ASCII))));
            about(start.name(), () -> log.info("worker {} is process {}", start.name(), pid));
        } catch (IOException | IllegalArgumentException e) {
            about(start.name(), () -> log.warn("worker {} cannot be started: {}", start.name(), e.getMessage()));
            tell(new FromAgent.Exited(start.name(), String.valueOf(e.getMessage())));
        }
    }

    /** How a process has ended may be on its way to the coordinator already, and says more. */
    private void check(String worker) {
        if (isGone(worker)) {
            control.executeAfter(CHECK_MILLIS, () -> {
                if (isGone(worker)) {
                    tell(new FromAgent.Exited(worker, "it is not there"));
                }
            });
        }
    }

    private boolean isGone(String worker) {
        return agent.workers().stream().noneMatch(each -> each.id().equals(worker));
    }

    private void freeze(ToAgent.Freeze order) {
        try {
            boolean unused = order.freeze() ? agent.freeze(order.name()) : agent.thaw(order.name());
        } catch (IOException e) {
            log.warn("worker {} cannot be {}: {}", order.name(), order.freeze() ? "frozen" : "thawed", e.getMessage());
        }
    }

    private List<String> tail(ToAgent.Tail tail) {
        try {
            return agent.log(tail.name(), tail.lines());
        } catch (IOException | IllegalArgumentException e) {
            return List.of("(%s)".formatted(e.getMessage()));
        }
    }

    // What becomes of the workers

    @Override
    public void started(String id, long pid) {
        // The worker itself tells its coordinator when it is up.
    }

    @Override
    public void exited(WorkerExit exit) {
        about(exit.id(), () -> log.info("worker {}, process {}, has ended: {}", exit.id(), exit.pid(), exit.how()));
        control.execute(() -> tell(new FromAgent.Exited(exit.id(), exit.how())));
    }

    private static void about(String worker, Runnable line) {
        AtHand.during(() -> WorkerName.about(worker), line);
    }

    /** Ends all workers, waits for them, and has told the coordinator of each. */
    @Override
    public void close() throws IOException {
        control.execute(() -> tell(new FromAgent.Leaving()));
        agent.close();
        Optional<Boolean> unused = control.ask(() -> true); // their ends are told by now
        control.stop();
    }
}
