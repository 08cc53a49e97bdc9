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
import dev.levada.io.net.Mtls;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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
            "  levada agent --coordinator 10.0.0.1:10001 --bind 10.0.0.2 --tls certs --name a1",
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
            split = ",",
            description =
                    "Where its coordinator takes agents; 127.0.0.1:10001 if not given. Several with commas between"
                            + " them if it has several members.")
    private List<String> coordinators = new ArrayList<>(List.of("127.0.0.1:10001"));

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "For what its workers print; its own as long as it lives. In the token directory if not given.")
    private @Nullable Path directory;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description =
                    "On a disk of this host: where its workers log what their tasks choose under pessimistic:local. In"
                            + " the directory of --dir if not given.")
    private @Nullable Path logs;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "What it is called in the cluster; 'agent-PORT' if not given. With --tls, whose certificate it"
                            + " has; needed only if DIR has several.")
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
        List<InetSocketAddress> members =
                coordinators.stream().map(this::coordinator).toList();
        InetSocketAddress own = address();
        Security security = options.security(Role.AGENT, name);
        options.startLog();
        Shutdown shutdown = new Shutdown(StandingOptions.DRAIN);
        AtomicReference<@Nullable AgentProcess> agent = new AtomicReference<>();
        BearerToken token = options.metricsToken();
        Metrics metrics = new Metrics();
        shutdown.add("metrics", metrics);
        HttpDoor door = HttpDoor.open(
                own, StandingOptions.door(security).orElse(null), token, new AgentPages(metrics, agent::get));
        shutdown.add("the HTTP door", door);
        NetThreads threads = new NetThreads("levada-net", 1);
        shutdown.add("the threads of the network", threads);
        Identity self = security instanceof Mtls mtls ? mtls.identity() : self(door.address());
        String called = self.node();
        Endpoint endpoint = new Endpoint(self, security, Limits.standard(), threads, Audit.none());
        shutdown.add("the network", endpoint);
        if (security instanceof Mtls mtls) {
            shutdown.add("the renewal of certificates", CertificateRenewal.start(mtls));
        }
        AtomicReference<@Nullable String> refusal = new AtomicReference<>();
        Path printed = directory == null ? options.home().resolve("agents").resolve(called) : directory;
        AgentProcess process = AgentProcess.open(
                new AgentSettings(
                        endpoint,
                        members,
                        printed,
                        logs == null ? printed.resolve("determinants") : logs,
                        StandingOptions.text(door.address()),
                        door.address().getAddress().getHostAddress(),
                        serves,
                        slots,
                        token,
                        options.logFormat().name(),
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
                                String.join(",", coordinators)));
        boolean all = shutdown.await();
        Logging.stop();
        String refused = refusal.get();
        if (refused != null) {
            throw CommandException.badInput(refused);
        }
        return (all ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private Identity self(InetSocketAddress door) {
        String called = name == null ? "agent-%d".formatted(door.getPort()) : name;
        return new Identity(StandingCluster.NAME, Role.AGENT, called);
    }

    /** Its own, which its workers tell others. */
    private InetSocketAddress address() {
        InetSocketAddress own = options.address("--port", port);
        if (own.getAddress().isAnyLocalAddress()) {
            throw CommandException.badInput(
                    "--bind %s: workers of other hosts are told to find those of this one there; name one address of this host"
                            .formatted(own.getAddress().getHostAddress()));
        }
        return own;
    }

    /** Looked up with each connection: it may come back with another address. */
    private InetSocketAddress coordinator(String coordinator) {
        int mark = coordinator.lastIndexOf(':');
        if (mark > 0 && coordinator.substring(mark + 1).matches("[1-9]\\d{0,4}")) {
            String host = coordinator.substring(0, mark);
            int number = Integer.parseInt(coordinator.substring(mark + 1));
            if (number < 1 << 16 && (options.hasTls() || isLoopback(host))) {
                return InetSocketAddress.createUnresolved(host, number);
            }
        }
        throw CommandException.badInput("--coordinator %s: %s and a port were expected, such as 127.0.0.1:10001"
                .formatted(coordinator, options.hasTls() ? "a host" : "a loopback address, as there is no --tls,"));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
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
