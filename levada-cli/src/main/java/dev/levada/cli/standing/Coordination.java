package dev.levada.cli.standing;

import dev.levada.cli.terminal.Program;
import dev.levada.console.Audit;
import dev.levada.console.ClientDoor;
import dev.levada.console.DoorOptions;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Security;
import dev.levada.node.log.AuditLog;
import dev.levada.node.metrics.Metrics;
import dev.levada.node.reign.Reign;
import dev.levada.node.standing.CoordinatorOptions;
import dev.levada.node.standing.Planner;
import dev.levada.node.standing.StandingCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** A coordinator at work in this process: its planner, its cluster, and its door for clients. */
record Coordination(Planner planner, StandingCluster cluster, ClientDoor door) implements AutoCloseable {

    /**
     * What one is made of.
     *
     * @param directory for what it knows of its jobs, and for their state
     * @param own for what no other process of the coordinator needs; in that directory, or the same
     * @param home where the tokens of clients are
     */
    record Terms(
            InetSocketAddress forWorkers,
            InetSocketAddress forClients,
            Path directory,
            Path own,
            Path home,
            Security security,
            Metrics metrics) {}

    /** @param reign in which it writes down what it must not forget; empty if it is the only member */
    static Coordination open(Terms terms, Optional<Reign> reign) throws IOException {
        CoordinatorOptions options = new CoordinatorOptions(terms.forWorkers(), terms.directory(), terms.security());
        Planner planner = Planner.open(terms.own().resolve("planner"), Program.MAIN);
        try {
            StandingCluster cluster = reign.isEmpty()
                    ? StandingCluster.open(options, planner, terms.metrics())
                    : StandingCluster.open(options, reign.get(), planner, terms.metrics());
            try {
                return new Coordination(planner, cluster, door(terms, cluster));
            } catch (IOException | RuntimeException e) {
                cluster.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            planner.close();
            throw e;
        }
    }

    private static ClientDoor door(Terms terms, StandingCluster cluster) throws IOException {
        return ClientDoor.open(
                new DoorOptions(
                        terms.forClients(),
                        terms.home(),
                        StandingOptions.door(terms.security()),
                        names(terms.security(), terms.forClients())),
                cluster,
                terms.metrics()::scrape,
                audit());
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
                LoggerFactory.getLogger(Coordination.class).error("{} failed", entry.what(), error);
            }
        };
    }

    /** Where agents and clients come in, for people. */
    String places() {
        return "takes agents at %s and clients at %s"
                .formatted(StandingOptions.text(cluster.address()), StandingOptions.text(door.address()));
    }

    @Override
    public void close() throws IOException {
        try (planner;
                cluster) {
            door.close();
        }
    }
}
