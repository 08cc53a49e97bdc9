package dev.levada.node.standing;

import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Reason;
import dev.levada.io.time.SystemTime;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.remote.Messages;
import dev.levada.node.worker.ControlLoop;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents of a cluster, and the worker processes that they run. What is to be started waits until there is an agent
 * with room. Any thread; all is decided on a thread of its own.
 *
 * <p>An agent that cannot be reached says nothing about its workers: they have connections of their own, and are taken
 * for gone when those are silent.
 */
final class Fleet implements ConnectionHandler, AutoCloseable {
    private static final Messages<ToAgent> ORDERS = new Messages<>(ToAgent.class);
    private static final Messages<FromAgent> REPORTS = new Messages<>(FromAgent.class);
    private static final long TICK_MILLIS = 250;
    /** An agent that was cut off for a moment is back before that. */
    private static final long GRACE_NANOS = 2_000_000_000L;
    /** After that, a worker that is to run at a certain host may run elsewhere. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    /** After that, one without workers is forgotten. */
    private static final long FORGET_NANOS = 600_000_000_000L;

    private static final int MAX_KNOWN = 1_000;

    private final Logger log = LoggerFactory.getLogger(Fleet.class);
    private final ControlLoop control =
            new ControlLoop("levada-fleet", bug -> log.error("a step of the fleet failed", bug));
    private final Map<String, Member> members = new TreeMap<>();
    /** Those that wait for an agent with room, oldest first. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private final Map<Long, CompletableFuture<List<String>>> questions = new LinkedHashMap<>();
    /** Where the last workers ran, for their logs. */
    private final Map<String, String> agents = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    private long lastQuestion;
    private boolean closed;
    private volatile List<ClusterStatus.Agent> status = List.of();
    private volatile Map<String, String> latestAgents = Map.of();
    private volatile Set<String> served = Set.of();

    private record Waiting(Launch launch, long sinceNanos) {}

    Fleet() {
        control.every(TICK_MILLIS, this::tick);
    }

    // What jobs ask for

    /** Starts a process as soon as there is room for it. */
    void start(Launch launch) {
        control.execute(() -> {
            if (!closed) {
                waiting.put(launch.name(), new Waiting(launch, SystemTime.nanos()));
                place();
            }
        });
    }

    /** Kills a process; its end is told. */
    void kill(String name) {
        control.execute(() -> {
            Waiting never = waiting.remove(name);
            if (never != null) {
                never.launch().exited().accept("it was not started");
                return;
            }
            for (Member member : members.values()) {
                Launch launch = member.workers.get(name);
                if (launch != null && member.connection != null) {
                    tell(member, new ToAgent.Kill(name));
                } else if (launch != null) { // should it live, it is killed when its agent is back
                    ended(member, name, "its agent '%s' is gone".formatted(member.name));
                }
            }
        });
    }

    void freeze(String name, boolean freeze) {
        tellAgentOf(name, new ToAgent.Freeze(name, freeze));
    }

    /** Has its agent say at once if a process is not there any more. */
    void check(String name) {
        tellAgentOf(name, new ToAgent.Check(name));
    }

    private void tellAgentOf(String worker, ToAgent order) {
        control.execute(() -> members.values().stream()
                .filter(member -> member.workers.containsKey(worker))
                .forEach(member -> tell(member, order)));
    }

    /** The last lines of a worker, if its agent answers. */
    CompletableFuture<List<String>> tail(String name, int lines) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        control.execute(() -> {
            String agent = agents.get(name);
            Member member = agent == null ? null : members.get(agent);
            if (member == null || member.connection == null) {
                answer.complete(List.of());
            } else {
                questions.put(++lastQuestion, answer);
                if (questions.size() > MAX_KNOWN) {
                    Iterator<CompletableFuture<List<String>>> oldest =
                            questions.values().iterator();
                    oldest.next().complete(List.of());
                    oldest.remove();
                }
                tell(member, new ToAgent.Tail(lastQuestion, name, lines));
            }
        });
        return answer;
    }

    /** The agents, as they were a moment ago. */
    List<ClusterStatus.Agent> status() {
        return status;
    }

    /** How many agents there are to start workers. */
    int connected() {
        return (int) status.stream()
                .filter(agent -> agent.state() == ClusterStatus.AgentState.CONNECTED)
                .count();
    }

    /** Whether an agent is there that serves a host, by one of the host's names. */
    boolean serves(List<String> names) {
        return names.stream().anyMatch(served::contains);
    }

    /** The agent of a worker; empty if it waits for one. */
    Optional<String> agentOf(String worker) {
        return Optional.ofNullable(latestAgents.get(worker));
    }

    /** The names of the last workers of a job, oldest first. */
    List<String> workersOf(String prefix) {
        return latestAgents.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private void place() {
        Iterator<Waiting> next = waiting.values().iterator();
        while (next.hasNext()) {
            Waiting waits = next.next();
            choose(waits).ifPresent(member -> {
                next.remove();
                place(waits.launch(), member);
            });
        }
        publish();
    }

    private void place(Launch launch, Member member) {
        member.workers.put(launch.name(), launch);
        agents.put(launch.name(), member.name);
        if (!member.serves(launch)) {
            launch.elsewhere().accept(member.name);
        }
        tell(
                member,
                new ToAgent.Start(
                        launch.name(), launch.directory(), launch.credentials().of(launch.name())));
    }

    /**
     * Workers of one job on as many hosts as there are: the loss of one costs each job as little as can be. One that
     * needs what another has left on its host goes there, if there is room. One that is to run at a certain host runs
     * elsewhere if there has been no room for too long.
     */
    private Optional<Member> choose(Waiting waits) {
        String job = waits.launch().job();
        boolean anywhere = SystemTime.nanos() - waits.sinceNanos() > PATIENCE_NANOS;
        List<Member> able = members.values().stream()
                .filter(Member::hasRoom)
                .filter(member -> anywhere || member.serves(waits.launch()))
                .toList();
        if (able.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> onHost = members.values().stream()
                .collect(Collectors.groupingBy(
                        member -> member.hello.host(), Collectors.summingLong(member -> member.of(job))));
        return able.stream()
                .min(Comparator.<Member>comparingInt(member -> member.serves(waits.launch()) ? 0 : 1)
                        .thenComparingInt(member -> waits.launch().before().equals(Optional.of(member.name)) ? 0 : 1)
                        .thenComparingLong(member -> onHost.getOrDefault(member.hello.host(), 0L))
                        .thenComparingLong(member -> member.of(job))
                        .thenComparingDouble(member -> (double) member.workers.size() / member.hello.slots()));
    }

    // What agents say

    @Override
    public void message(Connection connection, ByteBuffer message) {
        FromAgent told = REPORTS.read(message);
        control.execute(() -> hear(connection, told));
    }

    @Override
    public void closed(Connection connection, Reason reason, String detail) {
        control.execute(() -> {
            Member member = members.get(connection.remote().node());
            if (member != null && member.connection == connection) {
                log.warn("agent {} is gone: {}", member.name, detail);
                member.connection = null;
                member.lostNanos = SystemTime.nanos();
                if (member.leaving && member.workers.isEmpty()) {
                    members.remove(member.name);
                }
                publish();
            }
        });
    }

    private void hear(Connection connection, FromAgent told) {
        String name = connection.remote().node();
        if (told instanceof FromAgent.Hello hello) {
            greet(name, connection, hello);
            return;
        }
        Member member = members.get(name);
        if (member == null || member.connection != connection) {
            return; // another agent of that name, which was refused
        }
        if (told instanceof FromAgent.Leaving) {
            log.info("agent {} is leaving", name);
            member.leaving = true;
        } else if (told instanceof FromAgent.Exited exited) {
            ended(member, exited.name(), exited.how());
        } else if (told instanceof FromAgent.Lines lines) {
            CompletableFuture<List<String>> question = questions.remove(lines.question());
            if (question != null) {
                question.complete(lines.lines());
            }
        }
    }

    private void greet(String name, Connection connection, FromAgent.Hello hello) {
        Member known = members.get(name);
        if (known != null && known.connection != null && known.hello.pid() != hello.pid()) {
            tell(
                    connection,
                    new ToAgent.Refuse("there is an agent '%s' already, process %d at %s; choose another --name"
                            .formatted(name, known.hello.pid(), known.hello.address())));
            return;
        }
        if (known == null && members.size() >= MAX_KNOWN) {
            tell(connection, new ToAgent.Refuse("there are %d agents, which is the most".formatted(MAX_KNOWN)));
            return;
        }
        Member member = known == null ? new Member(name, hello) : known;
        members.put(name, member);
        member.hello = hello;
        member.connection = connection;
        member.leaving = false;
        log.info("agent {} is there, at {}, for {} workers", name, hello.address(), hello.slots());
        List.copyOf(member.workers.keySet()).stream()
                .filter(worker -> !hello.running().contains(worker))
                .forEach(worker -> ended(member, worker, "it ended while its agent was away"));
        hello.running().stream()
                .filter(worker -> !member.workers.containsKey(worker))
                .forEach(worker -> tell(member, new ToAgent.Kill(worker))); // of a job that goes on without it
        place();
    }

    private void ended(Member member, String worker, String how) {
        Launch launch = member.workers.remove(worker);
        if (launch != null) {
            launch.exited().accept(how);
        }
        place();
    }

    private void tick(long now) {
        List<Member> lost = members.values().stream()
                .filter(member -> member.connection == null)
                .toList();
        for (Member member : lost) {
            if (now - member.lostNanos > GRACE_NANOS) {
                new ArrayList<>(member.workers.values())
                        .forEach(launch -> launch.unwatched().run());
            }
            if (member.workers.isEmpty() && now - member.lostNanos > FORGET_NANOS) {
                members.remove(member.name);
            }
        }
        place(); // some may have waited long enough for their host
    }

    private void publish() {
        status = members.values().stream()
                .map(member -> new ClusterStatus.Agent(
                        member.name,
                        member.hello.address(),
                        member.connection == null ? ClusterStatus.AgentState.LOST : ClusterStatus.AgentState.CONNECTED,
                        member.workers.size()))
                .toList();
        latestAgents = new LinkedHashMap<>(agents);
        served = members.values().stream()
                .filter(member -> member.connection != null)
                .flatMap(member -> member.hello.names().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private void tell(Member member, ToAgent order) {
        Connection connection = member.connection;
        if (connection != null) {
            tell(connection, order);
        }
    }

    private static void tell(Connection connection, ToAgent order) {
        byte[] bytes = ORDERS.bytes(order);
        connection.sendNow(bytes, 0, bytes.length);
    }

    /** Kills all workers, and starts no more; their jobs are told nothing. */
    @Override
    public void close() {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        control.execute(() -> {
            closed = true;
            waiting.clear();
            for (Member member : members.values()) {
                member.workers.keySet().forEach(worker -> tell(member, new ToAgent.Kill(worker)));
                member.workers.clear();
            }
            told.complete(true);
        });
        boolean unused = told.join();
        control.stop();
    }
}
