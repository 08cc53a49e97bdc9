package dev.levada.node.remote;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.io.net.Connection;
import dev.levada.io.time.SystemTime;
import dev.levada.node.master.Hands;
import dev.levada.node.master.JobMaster;
import dev.levada.node.processes.JobLoader;
import dev.levada.node.processes.Spares;
import dev.levada.node.worker.ControlLoop;
import dev.levada.node.worker.TaskFigures;
import dev.levada.recovery.replicate.Replicated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The worker processes of one job, as its coordinator reaches them: starts them, starts others in the place of those
 * that have ended, and carries messages. Any thread; what it decides, it decides on the job's control loop.
 */
public final class Workforce implements Hands {
    private static final Messages<ToWorker> ORDERS = new Messages<>(ToWorker.class);
    private static final Messages<ToCoordinator> REPORTS = new Messages<>(ToCoordinator.class);
    private static final long TICK_MILLIS = 50;
    /** About as long as a recovery takes. */
    private static final long RESPITE_MILLIS = 3_000;
    /** How long workers may take to close their tasks before they are killed. */
    private static final long END_NANOS = 15_000_000_000L;

    private final Terms terms;
    private final ControlLoop control;
    private final WorkerHosts hosts;
    private final JobLoader.Printer printer;
    private final Places places;
    private final Map<Integer, Seat> seats = new LinkedHashMap<>();
    private final Map<String, Long> intervals = new LinkedHashMap<>();
    private final Errands errands = new Errands();
    private final Frozen frozen = new Frozen();
    private final List<String> held;
    private volatile @Nullable JobMaster master;
    private volatile List<TaskFigures> figures = List.of();
    private volatile Staff staff = new Staff(List.of(), Map.of());
    private boolean ending;
    private long endBy;
    private boolean ended;

    /**
     * What the processes are for.
     *
     * @param workers how many processes the tasks are spread over, from 1
     * @param spares those that stand by, to take the place of one that has ended
     * @param apart whether each task has a process of its own; then there are as many as that takes
     * @param before a number that the incarnations of all earlier processes of the job do not exceed
     * @param wanted the hosts that tasks are to run at, of those that have a wish
     */
    record Terms(
            JobPlan plan,
            JobSheet sheet,
            int workers,
            Spares spares,
            boolean apart,
            long before,
            Map<TaskId, String> wanted) {}

    /**
     * Starts nothing yet.
     *
     * @param control the job's; everything is decided there
     */
    Workforce(Terms terms, ControlLoop control, WorkerHosts hosts, JobLoader.Printer printer) {
        this.terms = terms;
        this.control = control;
        this.hosts = hosts;
        this.printer = printer;
        this.held = new ArrayList<>(terms.sheet().held());
        this.places = new Places(
                terms.plan(), terms.apart() ? 0 : terms.workers(), terms.wanted(), state(terms), this::diskOf);
    }

    /**
     * Where tasks go back together, moving a few of them home would move all. Followers are in the processes that run
     * other tasks, and lead where they are.
     */
    private static Spares.State state(Terms terms) {
        JobPlan plan = terms.plan();
        boolean alone = plan.recoveries().stream().allMatch(Recovery::repeatsExactly);
        boolean followed = plan.chains().stream().anyMatch(chain -> Replicated.hasFollowers(plan, chain));
        Spares.State asked =
                followed && alone ? Spares.State.WORKERS : terms.spares().state();
        return asked == Spares.State.WORKERS && !alone ? Spares.State.SPARES : asked;
    }

    /** The host that a worker is to run at, if it matters. */
    public Optional<String> host(Location worker) {
        return places.host(worker.worker());
    }

    /** Something about the job's processes that its user should know. */
    public void warn(String problem) {
        job().warn(problem);
    }

    /** Starts the processes, and the job with them. */
    void start(JobMaster newMaster) {
        master = newMaster;
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= places.workers() + terms.spares().number(); number++) {
            numbers.add(number);
        }
        control.execute(() -> {
            numbers.forEach(number -> seats.put(number, new Seat(number, terms.before())));
            seats.values().forEach(this::launch);
        });
        control.every(TICK_MILLIS, this::tick);
        newMaster.start(numbers);
    }

    private JobMaster job() {
        JobMaster current = master;
        if (current == null) {
            throw new IllegalStateException("the job has not been started");
        }
        return current;
    }

    /** On the job's control loop, if no other process has taken its place. */
    private void at(Location worker, Consumer<Seat> deed) {
        control.execute(() -> {
            Seat seat = seats.get(worker.worker());
            if (seat != null && seat.incarnation() == worker.incarnation()) {
                deed.accept(seat);
            }
        });
    }

    private void when(Location worker, Predicate<Seat> holds, Consumer<Location> deed) {
        at(worker, seat -> {
            if (holds.test(seat)) {
                deed.accept(worker);
            }
        });
    }

    // Processes

    private void launch(Seat seat) {
        seat.begin();
        try {
            hosts.start(seat.location());
        } catch (IOException e) {
            seat.ended(); // or the end of the job would wait for it
            job().fail(new BadInputException(
                    "worker %d cannot be started: %s".formatted(seat.number(), e.getMessage()), e));
        }
    }

    /** A process has ended, whatever the cause. */
    public void exited(Location worker, String how) {
        at(worker, seat -> {
            seat.ended();
            publish();
            if (ending) {
                finishIfEnded();
                return;
            }
            job().warn("worker %d, process %d, has ended: %s".formatted(worker.worker(), worker.incarnation(), how));
            job().exited(worker);
            seat.endsTooOften(how, job().completedEpochs(), SystemTime.nanos())
                    .ifPresentOrElse(why -> job().fail(new IllegalStateException(why)), () -> replace(seat));
        });
    }

    /** Where others take over all tasks, a new process has time, and is not to keep them from the cores. */
    private void replace(Seat ended) {
        long vacant = seats.values().stream()
                .filter(seat -> !seat.hasProcess() && places.isResident(seat.number()))
                .count();
        long spare = seats.values().stream()
                .filter(seat -> seat.connection() != null && seat.hasProcess() && !places.isResident(seat.number()))
                .count();
        if (vacant > 0 && (vacant <= spare || places.neighboursTakeOver())) {
            control.executeAfter(RESPITE_MILLIS, () -> fill(ended));
        } else {
            seats.values().forEach(this::fill);
        }
    }

    private void fill(Seat seat) {
        if (!ending && !seat.hasProcess()) {
            launch(seat);
        }
    }

    private void tick(long now) {
        errands.run(this::holder);
        if (ending && now - endBy >= 0) {
            seats.values().stream().filter(Seat::hasProcess).forEach(seat -> hosts.kill(seat.location()));
            seats.values().stream()
                    .map(Seat::connection)
                    .filter(Objects::nonNull)
                    .forEach(Connection::close);
        }
    }

    /** Nobody watches over a process any more: one that is not heard of either is taken for gone. */
    public void unwatched(Location worker) {
        when(worker, seat -> seat.connection() == null, hosts::kill);
    }

    // Connections

    /** A worker of the job has connected. */
    public void opened(Location worker, Connection connection) {
        control.execute(() -> {
            Seat seat = seats.get(worker.worker());
            if (seat == null || seat.incarnation() != worker.incarnation() || !seat.hasProcess()) {
                end(connection); // an earlier process, which does not know that it is over
            } else {
                seat.connected(connection);
            }
        });
    }

    /** A worker of the job has said something. */
    public void message(Location worker, Connection connection, ByteBuffer message) {
        ToCoordinator told = REPORTS.read(message);
        at(worker, seat -> hear(seat, told));
    }

    /** A connection is gone; the worker may connect again. */
    public void closed(Location worker, Connection connection) {
        control.execute(() -> {
            Seat seat = seats.get(worker.worker());
            if (seat != null) {
                seat.disconnected(connection);
                if (ending) {
                    finishIfEnded();
                }
            }
        });
        check(worker);
    }

    /** A connection to a process is gone. That is no proof, so its host is asked rather than its silence waited for. */
    private void check(Location worker) {
        when(worker, seat -> !ending && seat.isToBeChecked(SystemTime.nanos()), hosts::check);
    }

    private void hear(Seat seat, ToCoordinator told) {
        Location location = seat.location();
        if (told instanceof ToCoordinator.Hello hello) {
            seat.greeted(hello);
            tell(seat, new ToWorker.Welcome(terms.sheet().with(List.copyOf(held), new LinkedHashMap<>(intervals))));
            if (ending) {
                tell(seat, new ToWorker.End(true));
            }
        } else if (told instanceof ToCoordinator.Beat beat) {
            seat.isUseful();
            seat.disk(beat.disk());
            job().beat(location, beat.held());
        } else if (told instanceof ToCoordinator.Say say) {
            job().report(location, say.id(), say.report());
        } else if (told instanceof ToCoordinator.Figures latest) {
            seat.figures(latest.tasks());
            publish();
        } else if (told instanceof ToCoordinator.Closed closed) {
            seat.figures(closed.tasks());
            publish();
        } else if (told instanceof ToCoordinator.Where where) {
            introduce(seat, where.worker());
        } else if (told instanceof ToCoordinator.Lost lost) {
            check(lost.worker());
        } else {
            Remarks.pass(told, job(), printer);
        }
    }

    /** The lower one of two workers connects to the other. */
    private void introduce(Seat seat, Location to) {
        Seat other = seats.get(to.worker());
        if (other == null || other.incarnation() != to.incarnation()) {
            tell(seat, new ToWorker.Whereabouts(to, Optional.empty()));
        } else if (seat.number() < other.number()) {
            tell(seat, new ToWorker.Whereabouts(to, other.data()));
        } else {
            tell(other, new ToWorker.Whereabouts(seat.location(), seat.data()));
        }
    }

    private void tell(Seat seat, ToWorker order) {
        Connection connection = seat.connection();
        if (connection != null) {
            byte[] bytes = ORDERS.bytes(order);
            connection.sendNow(bytes, 0, bytes.length);
        }
    }

    /** Makes a worker end that nobody knows here. It closes the connection itself. */
    static void end(Connection connection) {
        byte[] bytes = ORDERS.bytes(new ToWorker.End(false));
        connection.sendNow(bytes, 0, bytes.length);
    }

    private void tellAll(ToWorker order) {
        seats.values().forEach(seat -> tell(seat, order));
    }

    // What the job's coordinator asks for

    @Override
    public void send(Location to, Order order) {
        at(to, seat -> {
            frozen.before(order).forEach(freeze -> tell(seat, freeze));
            tell(seat, new ToWorker.Carry(order));
        });
    }

    @Override
    public @Nullable Location place(TaskId task, List<Location> alive) {
        return places.place(task, alive, SystemTime.nanos());
    }

    @Override
    public Map<TaskId, Location> standbys(Set<TaskId> tasks, List<Location> alive) {
        return places.standbys(tasks, alive);
    }

    @Override
    public boolean failsAsOne() {
        return true;
    }

    @Override
    public Set<TaskId> awayFromHome() {
        return places.ready();
    }

    @Override
    public String hostOf(Location worker) {
        Seat seat = seats.get(worker.worker());
        return seat == null ? "" : seat.data().map(ToWorker.Address::host).orElse("");
    }

    @Override
    public String diskOf(Location worker) {
        Seat seat = seats.get(worker.worker());
        return seat == null || seat.incarnation() != worker.incarnation() ? "" : seat.disk();
    }

    @Override
    public void suspected(Location worker) {
        when(worker, Seat::isSilent, hosts::kill); // another one takes its place; its own effects are shut out already
    }

    @Override
    public void crash(TaskId task) {
        toHolder(task, seat -> {
            frozen.forget(task);
            if (terms.apart()) {
                hosts.kill(seat.location());
            } else {
                tell(seat, new ToWorker.Crash(task));
            }
        });
    }

    @Override
    public void frozen(TaskId task, boolean freeze) {
        toHolder(task, seat -> tell(seat, frozen.set(task, freeze)));
    }

    /** Kills the process in which a task runs. */
    public void killWorkerOf(TaskId task) {
        toHolder(task, seat -> {
            frozen.forget(task);
            hosts.kill(seat.location());
        });
    }

    private void toHolder(TaskId task, Consumer<Seat> deed) {
        control.execute(() -> {
            errands.add(task, deed);
            errands.run(this::holder);
        });
    }

    private @Nullable Seat holder(TaskId task) {
        Location at = job().placeOf(task);
        Seat seat = at == null ? null : seats.get(at.worker());
        return seat == null || seat.connection() == null ? null : seat;
    }

    @Override
    public void release(String chain) {
        control.execute(() -> {
            held.remove(chain);
            tellAll(new ToWorker.Release(chain));
        });
    }

    @Override
    public void interval(String chain, long nanos) {
        control.execute(() -> {
            intervals.put(chain, nanos);
            tellAll(new ToWorker.Interval(chain, nanos));
        });
    }

    /** Makes a task wait from one record to the next. */
    void slow(TaskId task, long nanos) {
        toHolder(task, seat -> tell(seat, new ToWorker.Slow(task, nanos)));
    }

    /** Lets nothing through between two workers for a while. */
    public void cut(int one, int other, long millis) {
        control.execute(() -> {
            Seat first = seats.get(one);
            Seat second = seats.get(other);
            if (first != null && second != null) {
                tell(first, new ToWorker.Cut(other, millis));
                tell(second, new ToWorker.Cut(one, millis));
            }
        });
    }

    @Override
    public List<TaskFigures> figures() {
        return figures;
    }

    private void publish() {
        List<TaskFigures> all = new ArrayList<>();
        seats.values().forEach(seat -> all.addAll(seat.earlierFigures()));
        seats.values().forEach(seat -> all.addAll(seat.latestFigures()));
        figures = List.copyOf(all);
    }

    // The end

    @Override
    public void stop() {
        control.execute(() -> {
            if (!ending) {
                ending = true;
                endBy = SystemTime.nanos() + END_NANOS;
                tellAll(new ToWorker.End(true));
                finishIfEnded();
            }
        });
    }

    private void finishIfEnded() {
        if (!ended && seats.values().stream().noneMatch(Seat::isOpen)) {
            ended = true;
            staff = staff();
            Thread closing = new Thread(
                    () -> {
                        hosts.close();
                        job().closed();
                    },
                    "levada-closing");
            closing.start();
        }
    }

    /** Who is there; if the job is over, who was there at its end. Not to be called on the control loop. */
    Staff latestStaff() {
        return control.ask(this::staff).orElseGet(() -> staff);
    }

    private Staff staff() {
        return new Staff(
                seats.values().stream()
                        .filter(Seat::hasProcess)
                        .map(seat ->
                                new Staff.Member(seat.location(), seat.pid(), seat.connection() != null, seat.door()))
                        .toList(),
                job().places());
    }
}
