package dev.levada.replication;

import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.replication.client.RemoteTarget;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
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
    private static final byte[] NOTHING = {};

    private final Class<? extends StateMachine<C, R>> machine;
    private final String group;
    private final Path directory;
    private final Timings timings;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<String, Process> processes = new TreeMap<>();
    private final Security security;
    private final Remote remote;

    private MemberProcesses(
            Class<? extends StateMachine<C, R>> machine, String group, int members, Path directory, Timings timings)
            throws IOException {
        this.machine = machine;
        this.group = group;
        this.directory = directory;
        this.timings = timings;
        this.security = SharedSecret.ofAll(Secret.readOrMake(secret()));
        List<Integer> ports = FreePorts.take(2 * members);
        for (int i = 0; i < members; i++) {
            hosts.add(new Host("r" + (i + 1), loopback(ports.get(2 * i)), loopback(ports.get(2 * i + 1))));
        }
        remote = Remote.open(group, hosts, security);
    }

    /**
     * Starts all members, and returns without waiting until they serve.
     *
     * @param machine a public class with a public constructor without parameters
     * @param directory for all of them, new or empty
     */
    public static <C, R> MemberProcesses<C, R> start(
            Class<? extends StateMachine<C, R>> machine, String group, int members, Path directory, Timings timings)
            throws IOException {
        MemberProcesses<C, R> started = new MemberProcesses<>(machine, group, members, directory, timings);
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
        hosts.forEach(host -> command.add(MemberMain.argument(host)));
        Path log = directory.resolve(id + ".log");
        Files.createDirectories(directory);
        processes.put(
                id,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
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
        for (Host host : hosts) {
            String leader = leader(host);
            if (!leader.isEmpty()) {
                leaders.put(host.id(), leader);
            }
        }
        return leaders;
    }

    /** Only who leads answers a query, be it that this is none. */
    private String leader(Host host) {
        try (RemoteTarget target = new RemoteTarget(remote.endpoint(), host.id(), host.clients())) {
            Answer answer = target.ask(Operation.query(NOTHING))
                    .completeOnTimeout(Answer.of(Answer.Kind.INDETERMINATE, "no answer"), ASK_SECONDS, TimeUnit.SECONDS)
                    .join();
            return switch (answer.kind()) {
                case DONE, THREW -> host.id();
                case NOT_LEADER -> answer.text();
                default -> "";
            };
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
