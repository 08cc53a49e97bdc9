package dev.levada.cli.standing;

import dev.levada.cli.log.Logging;
import dev.levada.cli.run.SubmittedJobs;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.console.Audit;
import dev.levada.console.ClientDoor;
import dev.levada.console.DoorOptions;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
import dev.levada.node.log.AuditLog;
import dev.levada.node.shutdown.Shutdown;
import dev.levada.node.standing.CoordinatorOptions;
import dev.levada.node.standing.StandingCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "coordinator",
        customSynopsis = "levada coordinator [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Stand by: for agents, which start worker processes, and for clients, which submit jobs.",
            "Ended with Ctrl-C or SIGTERM, or killed, it leaves its jobs as they are; started again with the same"
                    + " directory, it goes on with them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada coordinator",
            "  levada coordinator --port 0 --http-port 0 --state-dir /tmp/cluster",
            "  levada coordinator --bind 10.0.0.1 --tls certs --state-dir /shared/cluster"
        })
public final class CoordinatorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StandingOptions options = new StandingOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where agents and workers come in; 10001 if not given, 0 for any that is free.")
    private int port = 10_001;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Where clients come in; 10002 if not given, 0 for any that is free.")
    private int httpPort = 10_002;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "What it knows of its jobs, and their state; workers need it, too. In the token directory if"
                    + " not given.")
    private @Nullable Path stateDirectory;

    public CoordinatorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress forWorkers = options.address("--port", port);
        InetSocketAddress forClients = options.address("--http-port", httpPort);
        Security security = options.security(Role.COORDINATOR, null);
        options.startLog();
        Shutdown shutdown = new Shutdown(StandingOptions.DRAIN);
        Path directory = stateDirectory == null ? options.home().resolve("coordinator") : stateDirectory;
        StandingCluster cluster = StandingCluster.open(
                new CoordinatorOptions(forWorkers, directory.toAbsolutePath(), security), new SubmittedJobs(terminal));
        shutdown.add("the cluster", cluster);
        if (security instanceof Mtls mtls) {
            shutdown.add("the renewal of certificates", CertificateRenewal.start(mtls));
        }
        shutdown.onSignals();
        ClientDoor door = ClientDoor.open(
                new DoorOptions(
                        forClients, options.home(), StandingOptions.door(security), names(security, forClients)),
                cluster,
                audit());
        shutdown.add("the door for clients", door);
        terminal.out()
                .println("levada: coordinator, process %d, takes agents at %s and clients at %s"
                        .formatted(
                                ProcessHandle.current().pid(),
                                StandingOptions.text(cluster.address()),
                                StandingOptions.text(door.address())));
        boolean all = shutdown.await();
        Logging.stop();
        return (all ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    /** What clients may call it: by the names in its certificate, or by where it listens. */
    private static Set<String> names(Security security, InetSocketAddress bind) {
        Set<String> names = new HashSet<>(security instanceof Mtls mtls ? mtls.hosts() : Set.of());
        String address = bind.getAddress().getHostAddress();
        names.add(address.contains(":") ? "[%s]".formatted(address) : address);
        return names;
    }

    private static Audit audit() {
        return new Audit() {
            @Override
            public void action(Entry entry) {
                AuditLog.record(entry.who(), entry.from(), entry.what(), entry.result());
            }

            @Override
            public void unexpected(Entry entry, Throwable error) {
                AuditLog.record(entry.who(), entry.from(), entry.what(), entry.result());
                LoggerFactory.getLogger(CoordinatorCommand.class).error("{} failed", entry.what(), error);
            }
        };
    }
}
