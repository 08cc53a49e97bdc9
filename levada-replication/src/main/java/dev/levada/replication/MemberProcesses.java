package dev.levada.replication;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.replication.client.Outcome;
import dev.levada.replication.client.RemoteTarget;
import dev.levada.replication.client.Requests;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Members;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.replica.MemberHealth;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A group on this machine, each member in a process of its own with the class path of this one. They end with this
 * process. Confined to one thread.
 *
 * @param <C> commands and queries of the machine
 * @param <R> what they are answered with
 */
public final class MemberProcesses<C, R> implements AutoCloseable {
    private static final long ASK_SECONDS = 1;

    /** A new member must catch up meanwhile. */
    private static final RetryPolicy RECONFIGURATION = new RetryPolicy(Duration.ofSeconds(15), Duration.ofSeconds(120));

    private final Class<? extends StateMachine<C, R>> machine;
    private final String group;
    private final Path directory;
    private final GroupDirectory members;
    private final Options options;
    private final String provider;
    private final List<Host> hosts = new ArrayList<>();
    private final List<Remote> clients = new ArrayList<>();
    private final Map<String, Process> processes = new TreeMap<>();
    private final Security security;
    private final Remote remote;

    /** How members reach each other. */
    @FunctionalInterface
    public interface Wiring {
        /** Each at its own port. */
        Wiring DIRECT = (from, to) -> to.consensus().getPort();

        /** The port of the loopback address at which member {@code from} reaches another; the same whenever asked. */
        int port(String from, Host to) throws IOException;
    }

    /**
     * How members agree.
     *
     * @param consensus the name of the provider; empty for that which as many have if nothing is said
     */
    public record Options(Timings timings, Optional<String> consensus, Wiring wiring) {

        /** Nothing special. */
        public static Options of(Timings timings) {
            return new Options(timings, Optional.empty(), Wiring.DIRECT);
        }

        /** Agreed upon by a provider. */
        public Options withConsensus(Optional<String> name) {
            return new Options(timings, name, wiring);
        }

        /** Over ways that can be cut, say. */
        public Options withWiring(Wiring other) {
            return new Options(timings, consensus, other);
        }
    }

    private MemberProcesses(
            Class<? extends StateMachine<C, R>> machine, String group, int count, Path directory, Options options)
            throws IOException {
        this.machine = machine;
        this.group = group;
        this.directory = directory;
        this.options = options;
        this.provider = Providers.find(options.consensus().orElse(null), count).name();
        this.security = SharedSecret.ofAll(Secret.readOrMake(secret())); // makes the directory, for us alone
        this.members = GroupDirectory.open(directory);
        hosts.addAll(this.members.hosts(count));
        this.members.requireConsensus(provider);
        remote = Remote.open(group, hosts, security, Role.OPERATOR);
    }

    /**
     * Starts all members, and returns without waiting until they serve.
     *
     * @param machine a public class with a public constructor without parameters
     * @param directory for all of them: new, empty, or that of an earlier life of the group, which goes on then
     */
    public static <C, R> MemberProcesses<C, R> start(
            Class<? extends StateMachine<C, R>> machine, String group, int members, Path directory, Timings timings)
            throws IOException {
        return start(machine, group, members, directory, Options.of(timings));
    }

    /** As the other of this name, with more to choose. */
    public static <C, R> MemberProcesses<C, R> start(
            Class<? extends StateMachine<C, R>> machine, String group, int members, Path directory, Options options)
            throws IOException {
        MemberProcesses<C, R> started = new MemberProcesses<>(machine, group, members, directory, options);
        try {
            for (Host host : started.hosts) {
                started.start(host.id());
            }
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Path secret() {
        return directory.resolve("secret");
    }

    /** Starts one that does not run. */
    public void start(String id) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path", ""),
                MemberMain.class.getName(),
                machine.getName(),
                group,
                id,
                directory.resolve(id).toString(),
                secret().toString(),
                String.valueOf(options.timings().electionMin().toMillis()),
                String.valueOf(options.timings().electionMax().toMillis()),
                members.joined(id) ? "join" : "form",
                provider));
        for (Host host : hosts) {
            command.add(MemberMain.argument(host.id().equals(id) ? host : seen(id, host)));
        }
        processes.put(
                id,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(id).toFile()))
                        .start());
    }

    private Host seen(String from, Host host) throws IOException {
        return new Host(host.id(), loopback(options.wiring().port(from, host)), host.clients());
    }

    /**
     * Takes one more member into the group, and waits until it has caught up.
     *
     * @return its id, which no member had before
     * @throws IllegalStateException if the group has not taken it in; it is not started any more then
     */
    public String add() throws IOException, InterruptedException {
        Host host = members.add();
        hosts.add(host);
        try {
            start(host.id());
            awaitAnswer(host);
            reconfigure();
        } catch (IOException | RuntimeException e) {
            forget(host.id());
            throw e;
        }
        retarget();
        return host.id();
    }

    /**
     * Takes a member out of the group, whether it runs or not, and ends it. It never comes back.
     *
     * @throws IllegalStateException if the group has not let it go
     */
    public void remove(String id) throws IOException, InterruptedException {
        Host host = hosts.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no member '%s'".formatted(id)));
        hosts.remove(host);
        try {
            reconfigure();
        } catch (RuntimeException e) {
            hosts.add(host);
            throw e;
        }
        forget(id);
        retarget();
    }

    /** A leader gives up on one that is not there yet. */
    private void awaitAnswer(Host host) {
        try (Requests requests = new Requests(List.of(remote.target(host)), RECONFIGURATION, 1, group + "-joining")) {
            Outcome outcome = requests.repeatable(Operation.health()).join();
            if (outcome.certainty() != Outcome.Certainty.OK) {
                throw new IllegalStateException("member '%s' does not start; its log is %s: %s"
                        .formatted(host.id(), log(host.id()), outcome.detail()));
            }
        }
    }

    private Path log(String id) {
        return directory.resolve(id + ".log");
    }

    private void forget(String id) throws IOException, InterruptedException {
        members.remove(id);
        hosts.removeIf(host -> host.id().equals(id));
        if (processes.containsKey(id)) {
            kill(id);
            processes.remove(id);
        }
    }

    private void reconfigure() {
        ByteOutput out = new ByteOutput(256);
        Members.write(hosts.stream().map(Host::member).toList(), out);
        try (Requests requests = remote.requests(RECONFIGURATION)) {
            Outcome outcome = requests.repeatable(Operation.reconfigure(out.toByteArray()))
                    .join();
            if (outcome.certainty() != Outcome.Certainty.OK) {
                throw new IllegalStateException(
                        "the members of group '%s' cannot be changed: %s".formatted(group, outcome.detail()));
            }
        }
    }

    /** Clients that are there learn of members that were not when they came. */
    private void retarget() {
        clients.forEach(client -> client.retarget(hosts));
        remote.retarget(hosts);
    }

    /** Ends one as {@code kill -9} does, and waits until it is gone. */
    public void kill(String id) throws InterruptedException {
        Process process = process(id);
        process.destroyForcibly();
        process.waitFor();
    }

    /** The number of the process of a member. */
    public long pid(String id) {
        return process(id).pid();
    }

    /** Whether a member's process is there. */
    public boolean isAlive(String id) {
        return process(id).isAlive();
    }

    private Process process(String id) {
        return Optional.ofNullable(processes.get(id))
                .orElseThrow(() -> new IllegalArgumentException("there is no member '%s'".formatted(id)));
    }

    /** The members. */
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    /** Which members answer within a second, and who leads, as they see it: that is no proof that they are right. */
    public Map<String, String> leaders() {
        Map<String, String> leaders = new TreeMap<>();
        health().forEach((id, health) -> health.view()
                .leader()
                .filter(leader -> health.view().ready() || !leader.equals(id))
                .ifPresent(leader -> leaders.put(id, leader)));
        return leaders;
    }

    /** How the members are that answer within a second. */
    public Map<String, MemberHealth> health() {
        Map<String, MemberHealth> health = new TreeMap<>();
        for (Host host : hosts) {
            health(host).ifPresent(each -> health.put(host.id(), each));
        }
        return health;
    }

    private Optional<MemberHealth> health(Host host) {
        try (RemoteTarget target = remote.target(host)) {
            Answer answer = target.ask(Operation.health())
                    .completeOnTimeout(Answer.of(Answer.Kind.INDETERMINATE, "no answer"), ASK_SECONDS, TimeUnit.SECONDS)
                    .join();
            return answer.kind() == Answer.Kind.DONE
                    ? Optional.of(MemberHealth.read(new ByteInput(answer.content())))
                    : Optional.empty();
        }
    }

    /** A client, to be closed before this. */
    public Client<C, R> client(RetryPolicy retry) {
        Remote own = Remote.open(group, hosts, security, Role.CLIENT);
        clients.add(own);
        return new Client<>(own.requests(retry), Wording.of(machine), own);
    }

    /** Ends all members. */
    @Override
    public void close() {
        remote.close();
        processes.values().forEach(Process::destroyForcibly);
        processes.values().forEach(process -> process.onExit().join());
    }
}
