package dev.levada.cli.standing;

import dev.levada.cli.log.Logging;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
import dev.levada.node.agent.Lifeline;
import dev.levada.node.http.HttpDoor;
import dev.levada.node.http.Pages;
import dev.levada.node.metrics.Metrics;
import dev.levada.node.reign.Member;
import dev.levada.node.shutdown.Shutdown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "  levada coordinator --bind 10.0.0.1 --tls certs --state-dir /shared/cluster",
            "  levada coordinator --members 3",
            "  levada coordinator --members 3 --member 1 --hosts 10.0.0.1,10.0.0.2,10.0.0.3 --bind 10.0.0.1 --tls certs"
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

    @Option(
            names = "--members",
            paramLabel = "N",
            description =
                    "How many processes it has, one of which coordinates: with 3 it bears the loss of one. The ports"
                            + " of each are ten above those of the one before. 1 if not given.")
    private int members = 1;

    @Option(
            names = "--member",
            paramLabel = "I",
            description = "Be member I of N alone: whoever starts the others says the same but for this.")
    private int member;

    @Option(
            names = "--hosts",
            paramLabel = "ADDRESS[,ADDRESS...]",
            split = ",",
            description = "Where the members are, in their order, if each is on a host of its own; with --member and"
                    + " --tls.")
    private List<String> hosts = List.of();

    /** Whether another process of this command has started this one, and ends it. */
    @Option(names = "--started", hidden = true)
    private boolean isStarted;

    public CoordinatorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Security security = options.security(Role.COORDINATOR, null);
        MemberPlaces places = places();
        Path directory =
                (stateDirectory == null ? options.home().resolve("coordinator") : stateDirectory).toAbsolutePath();
        if (isStarted) {
            var unused = Lifeline.attach();
        }
        options.startLog();
        Shutdown shutdown = new Shutdown(StandingOptions.DRAIN);
        if (members == 1) {
            coordinate(shutdown, terms(shutdown, security, directory));
        } else if (member == 0) {
            requireCertificates();
            startMembers(shutdown, directory, places);
        } else {
            takePart(shutdown, terms(shutdown, security, directory), places);
        }
        boolean all = shutdown.await();
        Logging.stop();
        return (all ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private MemberPlaces places() {
        InetAddress own = options.address("--port", port).getAddress();
        if (member < 0 || member > members) {
            throw CommandException.badInput(
                    "--member %d: a number from 1 to %d was expected".formatted(member, members));
        }
        if (hosts.isEmpty()) {
            return new MemberPlaces(members, List.of(own), port, httpPort);
        }
        MemberPlaces places = new MemberPlaces(
                members, hosts.stream().map(CoordinatorCommand::address).toList(), port, httpPort);
        if (member == 0 || !places.address(member).equals(own)) {
            throw CommandException.badInput(
                    "--hosts %s: say which member is to run here with --member I, and its host with --bind ADDRESS"
                            .formatted(String.join(",", hosts)));
        }
        return places;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw CommandException.badInput("--hosts: there is no such address as '%s'".formatted(host), e);
        }
    }

    /** What the members would say one by one. */
    private void requireCertificates() {
        for (int one = 1; one <= members; one++) {
            var unused = options.security(Role.REPLICA, MemberPlaces.id(one));
        }
    }

    private Coordination.Terms terms(Shutdown shutdown, Security security, Path directory) {
        int above = Math.max(0, member - 1) * MemberPlaces.STEP;
        Metrics metrics = new Metrics();
        shutdown.add("metrics", metrics);
        return new Coordination.Terms(
                options.address("--port", port + above),
                options.address("--http-port", httpPort + above),
                directory,
                member == 0 ? directory : memberDirectory(directory),
                options.home(),
                security,
                metrics);
    }

    private Path memberDirectory(Path directory) {
        return directory.resolve("members").resolve(MemberPlaces.id(member));
    }

    private void coordinate(Shutdown shutdown, Coordination.Terms terms) throws IOException {
        Coordination coordination = Coordination.open(terms, Optional.empty());
        shutdown.add("the cluster", coordination);
        renew(shutdown, terms.security());
        shutdown.onSignals();
        say("coordinator, process %d, %s".formatted(ProcessHandle.current().pid(), coordination.places()));
    }

    private static void renew(Shutdown shutdown, Security security) {
        if (security instanceof Mtls mtls) {
            shutdown.add("the renewal of certificates", CertificateRenewal.start(mtls));
        }
    }

    /** Coordinates whenever it leads the others. */
    private void takePart(Shutdown shutdown, Coordination.Terms terms, MemberPlaces places) throws IOException {
        String self = MemberPlaces.id(member);
        Security among = options.security(Role.REPLICA, self);
        renew(shutdown, terms.security());
        renew(shutdown, among);
        Member taking = Member.start(
                new Member.Terms(
                        self, places.hosts(), terms.own().resolve("ledger"), among, terms.directory(), terms.metrics()),
                reign -> {
                    Coordination coordination = Coordination.open(terms, Optional.of(reign));
                    say("member %s, process %d, coordinates in reign %d, and %s"
                            .formatted(self, ProcessHandle.current().pid(), reign.number(), coordination.places()));
                    return coordination;
                });
        shutdown.add("the member", taking);
        HttpDoor door = HttpDoor.open(
                places.forWatchers(member),
                StandingOptions.door(terms.security()).orElse(null),
                options.metricsToken(),
                new MemberPages(taking, terms.metrics()));
        shutdown.add("the door of the member", door);
        if (isStarted) {
            Shutdown.onTermination(() -> shutdown.begin("SIGTERM"));
        } else {
            shutdown.onSignals();
        }
        say("member %s of a coordinator, process %d, tells how it is at %s"
                .formatted(self, ProcessHandle.current().pid(), StandingOptions.text(door.address())));
    }

    private void startMembers(Shutdown shutdown, Path directory, MemberPlaces places) throws IOException {
        MemberProcesses all = MemberProcesses.start(members, directory.resolve("members"), this::arguments);
        shutdown.add("the members", all);
        shutdown.onSignals();
        say(
                "coordinator of %d members, started by process %d, takes agents at %s and clients at %s; what they print is in %s"
                        .formatted(
                                members,
                                ProcessHandle.current().pid(),
                                places.all(places::forWorkers),
                                places.all(places::forClients),
                                all.logs()));
    }

    private List<String> arguments(int one) {
        List<String> words = new ArrayList<>(List.of("coordinator", "--started"));
        words.addAll(List.of("--members", String.valueOf(members), "--member", String.valueOf(one)));
        words.addAll(List.of("--port", String.valueOf(port), "--http-port", String.valueOf(httpPort)));
        words.addAll(options.forAnother());
        if (stateDirectory != null) {
            words.addAll(List.of("--state-dir", stateDirectory.toAbsolutePath().toString()));
        }
        return words;
    }

    private void say(String line) {
        terminal.out().println("levada: " + line);
    }

    /** What the door of a member shows. */
    private record MemberPages(Member member, Metrics figures) implements Pages {
        @Override
        public boolean alive() {
            return member.health().failure().isEmpty();
        }

        /** Whether it knows who leads: then there is somebody who coordinates, or will in a moment. */
        @Override
        public boolean ready() {
            return member.health().view().leader().isPresent();
        }

        @Override
        public String metrics() {
            return figures.scrape();
        }
    }
}
