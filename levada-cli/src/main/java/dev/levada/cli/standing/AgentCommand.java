package dev.levada.cli.standing;

import dev.levada.cli.log.Logging;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.Terminal;
import dev.levada.io.net.Audit;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Role;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.agent.Agent;
import dev.levada.node.http.BearerToken;
import dev.levada.node.http.HttpDoor;
import dev.levada.node.http.Pages;
import dev.levada.node.metrics.Metrics;
import dev.levada.node.shutdown.Shutdown;
import dev.levada.node.standing.AgentProcess;
import dev.levada.node.standing.AgentSettings;
import dev.levada.node.standing.StandingCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "agent",
        customSynopsis = "levada agent [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Start worker processes on this host, as a coordinator says, and end with them.",
            "It calls the coordinator, and calls again while nobody answers: which of the two is started first does not"
                    + " matter."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada agent",
            "  levada agent --coordinator 127.0.0.1:10001 --port 0 --slots 8",
            "  levada agent --port 0 --serves 1.2.3.4,1.2.3.5"
        })
public final class AgentCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StandingOptions options = new StandingOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it tells its health and its metrics; 10000 if not given, 0 for any that is free.")
    private int port = 10_000;

    @Option(
            names = "--coordinator",
            paramLabel = "HOST:PORT",
            description = "Where its coordinator takes agents; 127.0.0.1:10001 if not given.")
    private String coordinator = "127.0.0.1:10001";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "For what its workers print; its own as long as it lives. In the token directory if not given.")
    private @Nullable Path directory;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called in the cluster; 'agent-PORT' if not given.")
    private @Nullable String name;

    @Option(
            names = "--serves",
            paramLabel = "HOST",
            split = ",",
            description =
                    "More names or addresses that it answers to: replicas of DADSTORM configurations whose address"
                            + " has one of them run here. Several with commas between them.")
    private List<String> serves = new ArrayList<>();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many workers it runs at most; twice the number of cores if not given.")
    private int slots = Math.min(Agent.MAX_WORKERS, 2 * Runtime.getRuntime().availableProcessors());

    public AgentCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (slots < 1 || slots > Agent.MAX_WORKERS) {
            throw CommandException.badInput(
                    "--slots %d: a number from 1 to %d was expected".formatted(slots, Agent.MAX_WORKERS));
        }
        InetSocketAddress toCoordinator = coordinator();
        InetSocketAddress own = options.address("--port", port);
        options.startLog();
        Shutdown shutdown = new Shutdown(StandingOptions.DRAIN);
        AtomicReference<@Nullable AgentProcess> agent = new AtomicReference<>();
        Metrics metrics = new Metrics();
        shutdown.add("metrics", metrics);
        HttpDoor door = HttpDoor.open(
                own, null, BearerToken.of(options.metricsToken().encoded()), new AgentPages(metrics, agent::get));
        shutdown.add("the HTTP door", door);
        NetThreads threads = new NetThreads("levada-net", 1);
        shutdown.add("the threads of the network", threads);
        String called = name == null ? "agent-%d".formatted(door.address().getPort()) : name;
        Endpoint endpoint = new Endpoint(
                new Identity(StandingCluster.NAME, Role.AGENT, called),
                SharedSecret.ofAll(options.clusterSecret()),
                Limits.standard(),
                threads,
                Audit.none());
        shutdown.add("the network", endpoint);
        AtomicReference<@Nullable String> refusal = new AtomicReference<>();
        AgentProcess process = AgentProcess.open(
                new AgentSettings(
                        endpoint,
                        toCoordinator,
                        directory == null ? options.home().resolve("agents").resolve(called) : directory,
                        StandingOptions.text(door.address()),
                        door.address().getAddress().getHostAddress(),
                        serves,
                        slots,
                        Program.MAIN),
                why -> {
                    if (refusal.compareAndSet(null, why)) {
                        shutdown.begin("the coordinator refuses this agent");
                    }
                });
        agent.set(process);
        shutdown.add("the workers", process);
        shutdown.onSignals();
        terminal.out()
                .println("levada: agent %s, process %d, is at %s, and calls the coordinator at %s"
                        .formatted(
                                called,
                                ProcessHandle.current().pid(),
                                StandingOptions.text(door.address()),
                                coordinator));
        boolean all = shutdown.await();
        Logging.stop();
        String refused = refusal.get();
        if (refused != null) {
            throw CommandException.badInput(refused);
        }
        return (all ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private InetSocketAddress coordinator() {
        int mark = coordinator.lastIndexOf(':');
        if (mark > 0 && coordinator.substring(mark + 1).matches("[1-9]\\d{0,4}")) {
            int number = Integer.parseInt(coordinator.substring(mark + 1));
            if (number < 1 << 16) {
                InetSocketAddress address = new InetSocketAddress(coordinator.substring(0, mark), number);
                if (!address.isUnresolved() && address.getAddress().isLoopbackAddress()) {
                    return address;
                }
            }
        }
        throw CommandException.badInput(
                "--coordinator %s: a loopback address and a port were expected, such as 127.0.0.1:10001"
                        .formatted(coordinator));
    }

    /** What the door shows. */
    private record AgentPages(Metrics figures, Supplier<@Nullable AgentProcess> agent) implements Pages {
        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public boolean ready() {
            AgentProcess process = agent.get();
            return process != null && process.isConnected();
        }

        @Override
        public String metrics() {
            return figures.scrape();
        }
    }
}
