package dev.levada.node.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.core.plan.TaskId;
import dev.levada.io.net.Audit;
import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.Listener;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Reason;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobState;
import dev.levada.node.processes.Spares;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker that has proved who it is may say of others, of the past, and twice: nothing that counts. */
@Timeout(60)
final class ControlMessagesTest {
    private static final Messages<ToCoordinator> REPORTS = new Messages<>(ToCoordinator.class);
    private static final Messages<ToWorker> ORDERS = new Messages<>(ToWorker.class);
    private static final String CLUSTER = "test";

    private final Secret secret = Secret.random();
    private final NetThreads threads = new NetThreads("test-net", 1);
    private final ControlDoor door = new ControlDoor();
    private final Hosts hosts = new Hosts();
    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable RemoteJob job;
    private InetSocketAddress coordinator = new InetSocketAddress(0);

    /** Starts nothing, and remembers what was to be started. */
    private static final class Hosts implements WorkerHosts {
        final BlockingQueue<Location> started = new LinkedBlockingQueue<>();

        @Override
        public void start(Location worker) {
            started.add(worker);
        }

        @Override
        public void kill(Location worker) {}

        @Override
        public void check(Location worker) {}

        @Override
        public void freeze(Location worker, boolean freeze) {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void startAJobOfOneWorker() throws Exception {
        Endpoint endpoint = endpoint(Role.COORDINATOR, "coordinator");
        Listener listener = endpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Purpose.CONTROL, Set.of(Role.WORKER), door);
        coordinator = listener.address();
        Topology topology = Topology.named("numbers");
        topology.from(Sources.of(1, 2, 3)).parallelism(1).to("sink", Sinks.memory());
        var unused = new Embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .runner(order -> {
                    RemoteJob made = new RemoteJob(
                            new RemoteJob.Terms(List.of(), Path.of("").toAbsolutePath(), 1, Spares.none(), 0, Map.of()),
                            order,
                            hosts,
                            (line, log) -> {});
                    job = made;
                    door.admit("job", made.workforce());
                    made.start();
                    return made.job();
                })
                .run(topology);
        assertThat(hosts.started.poll(20, TimeUnit.SECONDS)).isEqualTo(new Location(1, 1));
    }

    @AfterEach
    void close() throws Exception {
        RemoteJob running = job();
        running.abandon();
        for (AutoCloseable each : open) {
            each.close();
        }
        threads.close();
    }

    private RemoteJob job() {
        return Objects.requireNonNull(job);
    }

    private Endpoint endpoint(Role role, String name) throws Exception {
        Endpoint endpoint = new Endpoint(
                new Identity(CLUSTER, role, name),
                SharedSecret.ofAll(secret),
                Limits.standard(),
                threads,
                Audit.none());
        open.add(endpoint);
        return endpoint;
    }

    /** A worker that only says so. */
    private final class Peer implements ConnectionHandler {
        final BlockingQueue<ToWorker> heard = new LinkedBlockingQueue<>();
        final Connection connection;

        Peer(String name) throws Exception {
            connection = endpoint(Role.WORKER, name)
                    .connect(coordinator, Purpose.CONTROL, Role.COORDINATOR, this)
                    .get(20, TimeUnit.SECONDS);
        }

        Peer say(ToCoordinator report) {
            byte[] bytes = REPORTS.bytes(report);
            connection.sendNow(bytes, 0, bytes.length);
            return this;
        }

        Peer greet() {
            return say(new ToCoordinator.Hello(1, new ToWorker.Address("127.0.0.1", 1), Optional.empty()));
        }

        /** The next order of a kind; others before it are passed over. */
        <T extends ToWorker> T next(Class<T> type) throws InterruptedException {
            ToWorker order = heard.poll(20, TimeUnit.SECONDS);
            while (order != null && !type.isInstance(order)) {
                order = heard.poll(20, TimeUnit.SECONDS);
            }
            assertThat(order).as("an order of kind %s", type.getSimpleName()).isNotNull();
            return type.cast(order);
        }

        /** All that was said before has been heard when this returns. */
        Peer settle(long id) throws InterruptedException {
            say(new ToCoordinator.Say(id, new Report.Committed(new TaskId("nobody", 0), 1, 1)));
            Order answered = next(ToWorker.Carry.class).order();
            while (!answered.equals(new Order.Answer(id))) {
                answered = next(ToWorker.Carry.class).order();
            }
            return this;
        }

        @Override
        public void message(Connection from, ByteBuffer message) {
            heard.add(ORDERS.read(message));
        }

        @Override
        public void closed(Connection from, Reason reason, String detail) {}
    }

    private Peer worker() throws Exception {
        Peer worker = new Peer("job.w1-1").greet();
        ToWorker.Welcome unused = worker.next(ToWorker.Welcome.class);
        return worker.say(new ToCoordinator.Beat(Map.of(), ""));
    }

    private static Order.Start start(Peer worker) throws InterruptedException {
        Order order = worker.next(ToWorker.Carry.class).order();
        while (!(order instanceof Order.Start)) {
            order = worker.next(ToWorker.Carry.class).order();
        }
        return (Order.Start) order;
    }

    @Test
    void s28AnEarlierProcessOfAWorkerIsNotHeard() throws Exception {
        Peer earlier = worker();
        job().workforce().exited(new Location(1, 1), "a test says so");
        assertThat(hosts.started.poll(20, TimeUnit.SECONDS)).isEqualTo(new Location(1, 2));
        Peer current = new Peer("job.w1-2").greet();
        ToWorker.Welcome unused = current.next(ToWorker.Welcome.class);

        earlier.say(new ToCoordinator.Fatal("from the past", false));
        earlier.say(new ToCoordinator.Warning("from the past"));
        current.settle(1);

        assertThat(job().job().state()).isEqualTo(JobState.RUNNING);
        assertThat(job().job().report().warnings()).noneMatch(warning -> warning.contains("from the past"));
        current.say(new ToCoordinator.Fatal("of today", false));
        until(JobState.FAILED);
    }

    @Test
    void s28AWorkerOfAnotherJobIsNotHeard() throws Exception {
        Peer worker = worker();
        Peer stranger = new Peer("other.w1-1");
        ToWorker.End told = stranger.next(ToWorker.End.class);

        stranger.greet().say(new ToCoordinator.Fatal("of another job", false));
        worker.settle(1);

        assertThat(told).isEqualTo(new ToWorker.End(false));
        assertThat(job().job().state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void s28WhatIsSaidOfOtherAttemptsAndEpochsChangesNothing() throws Exception {
        Peer worker = worker();
        Map<TaskId, Long> attempts = start(worker).deployment().attempts();
        long id = 1;
        for (long off : new long[] {-1, 1, 1_000}) {
            for (Map.Entry<TaskId, Long> each : attempts.entrySet()) {
                TaskId task = each.getKey();
                long attempt = each.getValue() + off;
                for (Report report : List.of(
                        new Report.Failed(task, attempt, "it says", true),
                        new Report.Taken(task, attempt, 1, "stolen"),
                        new Report.Taken(task, each.getValue(), 77, "stolen"),
                        new Report.Committed(task, attempt, 1),
                        new Report.Done(task, attempt),
                        new Report.Restored(task, attempt, 99, true),
                        new Report.Replayed(task, attempt))) {
                    worker.say(new ToCoordinator.Say(id++, report));
                }
            }
        }
        worker.settle(id);

        assertThat(job().job().state()).isEqualTo(JobState.RUNNING);
        assertThat(job().job().report().epochs()).isZero();
        assertThat(job().job().report().recoveries()).isEmpty();
        assertThat(hosts.started).isEmpty();
    }

    @Test
    void s28WhatIsSaidTwiceAndOutOfOrderCountsOnce() throws Exception {
        Peer worker = worker();
        Order.Start start = start(worker);
        Map<TaskId, Long> attempts = start.deployment().attempts();
        long round = start.deployment().round();
        // The end of all tasks, before they are up; and again, after it.
        List<ToCoordinator> said = new ArrayList<>();
        attempts.forEach((task, attempt) -> {
            said.add(new ToCoordinator.Say(said.size() + 1, new Report.Committed(task, attempt, 1)));
            said.add(new ToCoordinator.Say(said.size() + 1, new Report.Taken(task, attempt, 1, "early")));
        });
        said.forEach(worker::say);
        worker.settle(1_000);
        assertThat(job().job().report().epochs()).isZero();

        attempts.forEach((task, attempt) -> {
            worker.say(new ToCoordinator.Say(0, new Report.Restored(task, attempt, round, false)));
            worker.say(new ToCoordinator.Say(0, new Report.Restored(task, attempt, round, false)));
        });
        long epoch = triggered(worker);
        attempts.forEach((task, attempt) -> {
            worker.say(new ToCoordinator.Say(0, new Report.Taken(task, attempt, epoch - 1, "late")));
            worker.say(new ToCoordinator.Say(0, new Report.Taken(task, attempt, epoch + 1, "early")));
            worker.say(new ToCoordinator.Say(0, new Report.Taken(task, attempt + 1, epoch, "another's")));
        });
        worker.settle(1_500);
        assertThat(job().job().report().epochs()).isZero();

        for (int i = 0; i < 3; i++) {
            attempts.forEach((task, attempt) ->
                    worker.say(new ToCoordinator.Say(0, new Report.Taken(task, attempt, epoch, "snapshot"))));
        }
        worker.settle(2_000);

        assertThat(job().job().report().epochs()).isEqualTo(1);
        assertThat(job().job().state()).isEqualTo(JobState.RUNNING);
    }

    private static long triggered(Peer worker) throws InterruptedException {
        Order order = worker.next(ToWorker.Carry.class).order();
        while (!(order instanceof Order.Trigger)) {
            order = worker.next(ToWorker.Carry.class).order();
        }
        return ((Order.Trigger) order).epoch();
    }

    private void until(JobState state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (job().job().state() != state && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(job().job().state()).isEqualTo(state);
    }
}
