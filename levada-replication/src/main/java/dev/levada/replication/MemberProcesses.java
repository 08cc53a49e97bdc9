package dev.levada.replication;

import dev.levada.api.codec.ByteInput;
import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.replication.client.RemoteTarget;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.replica.MemberHealth;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
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

    private final Class<? extends StateMachine<C, R>> machine;
    private final String group;
    private final Path directory;
    private final Timings timings;
    private final Wiring wiring;
    private final List<Host> hosts;
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

    private MemberProcesses(
            Class<? extends StateMachine<C, R>> machine,
            String group,
            int members,
            Path directory,
            Timings timings,
            Wiring wiring)
            throws IOException {
        this.machine = machine;
        this.wiring = wiring;
        this.group = group;
        this.directory = directory;
        this.timings = timings;
        this.hosts = GroupDirectory.open(directory).hosts(members);
        this.security = SharedSecret.ofAll(Secret.readOrMake(secret()));
        remote = Remote.open(group, hosts, security);
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
        return start(machine, group, members, directory, timings, Wiring.DIRECT);
    }

    /** As the other of this name, with members that reach each other by ways that can be cut, say. */
    public static <C, R> MemberProcesses<C, R> start(
            Class<? extends StateMachine<C, R>> machine,
            String group,
            int members,
            Path directory,
            Timings timings,
            Wiring wiring)
            throws IOException {
        MemberProcesses<C, R> started = new MemberProcesses<>(machine, group, members, directory, timings, wiring);
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
                String.valueOf(timings.electionMin().toMillis()),
                String.valueOf(timings.electionMax().toMillis())));
        for (Host host : hosts) {
            command.add(MemberMain.argument(host.id().equals(id) ? host : seen(id, host)));
        }
        Path log = directory.resolve(id + ".log");
        processes.put(
                id,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
    }

    private Host seen(String from, Host host) throws IOException {
        return new Host(host.id(), loopback(wiring.port(from, host)), host.clients());
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
        return hosts;
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
        try (RemoteTarget target = new RemoteTarget(remote.endpoint(), host.id(), host.clients())) {
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
        return Replicated.connect(machine, group, hosts, security, retry);
    }

    /** Ends all members. */
    @Override
    public void close() {
        remote.close();
        processes.values().forEach(Process::destroyForcibly);
        processes.values().forEach(process -> process.onExit().join());
    }
}
