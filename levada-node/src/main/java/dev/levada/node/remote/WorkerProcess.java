package dev.levada.node.remote;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Notice;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Purpose;
import dev.levada.io.net.Reason;
import dev.levada.io.net.RefusedException;
import dev.levada.io.net.Role;
import dev.levada.io.time.SystemTime;
import dev.levada.node.processes.JobLoader;
import dev.levada.node.worker.ControlLoop;
import dev.levada.node.worker.TaskRunner;
import dev.levada.recovery.log.replica.Copies;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A worker process: tells its coordinator that it is there, is told what to run, and runs it until it is told to end.
 *
 * <p>While the coordinator cannot be reached, the tasks go on, as far as they can without it, and the worker tries to
 * reach it again.
 */
public final class WorkerProcess implements ConnectionHandler, TaskRunner.Outside {
    /** It has done all that it was told. */
    public static final int DONE = 0;
    /** It cannot go on. */
    public static final int FAILED = 1;

    private static final Messages<ToWorker> ORDERS = new Messages<>(ToWorker.class);
    private static final Messages<ToCoordinator> REPORTS = new Messages<>(ToCoordinator.class);
    private static final long RETRY_MILLIS = 100;
    private static final long FIGURES_MILLIS = 500;
    /** How long tasks may take to close when the process is told to end. */
    private static final long DRAIN_MILLIS = 10_000;
    /** The thread for decisions never rests that long while all is well. */
    private static final long HEALTHY_NANOS = 10_000_000_000L;
    /** What is longer is cut up. */
    private static final int MAX_LINE_CHARS = 1_000_000;

    private final Settings settings;
    private final Location here;
    private final JobLoader loader;
    private final ControlLoop control;
    private final DataPlane data;
    private final Optional<WorkerWatch> watch;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(DONE);
    private volatile dev.levada.io.net.@Nullable Connection coordinator;
    private volatile @Nullable LoadedJob job;
    private volatile @Nullable TaskRunner runner;
    private volatile boolean leaving;
    private volatile boolean over;
    private volatile long tickNanos = SystemTime.nanos();
    private long lastHeardNanos;

    /**
     * Where and as whom a worker runs.
     *
     * @param endpoint the process on the network, whose identity is that of {@link WorkerName}
     * @param coordinator where its coordinator is
     * @param host the address that other workers reach it at
     * @param logs on a disk of this host: has a directory for each job whose tasks log there
     * @param leaseMillis after how long without its coordinator it gives up
     * @param watch shown how it fares
     */
    public record Settings(
            Endpoint endpoint,
            InetSocketAddress coordinator,
            String host,
            Path logs,
            long leaseMillis,
            Optional<WorkerWatch> watch) {}

    /**
     * Opens the port for other workers.
     *
     * @throws RefusedException if that cannot be
     */
    public WorkerProcess(Settings settings, JobLoader loader) throws RefusedException {
        this.settings = settings;
        this.watch = settings.watch();
        watch.ifPresent(open -> open.over(this::isAlive, this::isReady));
        this.loader = loader;
        this.here = WorkerName.location(settings.endpoint().self())
                .orElseThrow(() -> new IllegalArgumentException("%s is not the name of a worker"
                        .formatted(settings.endpoint().self())));
        this.control = new ControlLoop("levada-worker", this::fatal);
        this.data = new DataPlane(
                settings.endpoint(),
                settings.host(),
                new Codecs(loader.classes()),
                watch,
                worker -> tell(new ToCoordinator.Where(worker)),
                worker -> tell(new ToCoordinator.Lost(worker)));
    }

    /**
     * Runs until the coordinator ends it.
     *
     * @return {@link #DONE} or {@link #FAILED}
     */
    public int run() throws InterruptedException {
        control.execute(() -> {
            lastHeardNanos = SystemTime.nanos();
            connect();
        });
        control.every(RETRY_MILLIS, this::watchLease);
        ended.await();
        control.stop();
        data.close();
        return exitCode.get();
    }

    /** Whether its thread for decisions is at work. */
    private boolean isAlive() {
        return SystemTime.nanos() - tickNanos < HEALTHY_NANOS;
    }

    /** Whether it has a job, and a coordinator that it can talk to. */
    private boolean isReady() {
        return runner != null && coordinator != null;
    }

    /** Closes all tasks where they stand and ends, soon; their places are taken by others. Any thread. */
    public void drain() {
        control.execute(() -> {
            watch.ifPresent(open -> open.say("told to end: closing all tasks"));
            carryOut(new ToWorker.End(false));
        });
        control.executeAfter(DRAIN_MILLIS, () -> end(FAILED));
    }

    /** A worker without a coordinator stops what it shows others by itself. */
    private void watchLease(long now) {
        tickNanos = now;
        if (coordinator == null && now - lastHeardNanos > settings.leaseMillis() * 1_000_000) {
            end(FAILED);
        }
    }

    private void end(int code) {
        exitCode.set(code);
        ended.countDown();
    }

    // The connection to the coordinator

    private void connect() {
        if (ended.getCount() == 0) {
            return;
        }
        CompletableFuture<dev.levada.io.net.Connection> unused = settings.endpoint()
                .connect(settings.coordinator(), Purpose.CONTROL, Role.COORDINATOR, this)
                .whenComplete((connection, failure) -> {
                    if (failure != null) {
                        control.executeAfter(RETRY_MILLIS, this::connect);
                    }
                });
    }

    @Override
    public void opened(dev.levada.io.net.Connection connection) {
        coordinator = connection;
        InetSocketAddress address = data.address();
        tell(new ToCoordinator.Hello(
                ProcessHandle.current().pid(),
                new ToWorker.Address(settings.host(), address.getPort()),
                watch.map(WorkerWatch::address)));
        watch.ifPresent(open -> open.say("the coordinator is there"));
    }

    @Override
    public void message(dev.levada.io.net.Connection connection, ByteBuffer message) {
        ToWorker told = ORDERS.read(message);
        control.execute(() -> carryOut(told));
    }

    @Override
    public void closed(dev.levada.io.net.Connection connection, Reason reason, String detail) {
        control.execute(() -> {
            if (leaving) {
                end(DONE);
            } else if (coordinator == connection) {
                watch.ifPresent(open -> open.warn("the coordinator is gone: " + detail));
                coordinator = null;
                lastHeardNanos = SystemTime.nanos();
                connect();
            }
        });
    }

    private void tell(ToCoordinator report) {
        dev.levada.io.net.Connection to = coordinator;
        if (to != null) {
            byte[] bytes = REPORTS.bytes(report);
            to.sendNow(bytes, 0, bytes.length);
        }
    }

    // What the coordinator says

    private void carryOut(ToWorker told) {
        TaskRunner tasks = runner;
        if (told instanceof ToWorker.Welcome welcome) {
            if (tasks == null) {
                load(welcome.job());
            }
        } else if (told instanceof ToWorker.Whereabouts there) {
            data.isAt(there.worker(), there.address());
        } else if (told instanceof ToWorker.End end) {
            over = over || end.over();
            if (tasks == null) {
                closed();
            } else {
                tasks.stop();
            }
        } else if (tasks != null) {
            carryOut(told, tasks);
        }
    }

    private void carryOut(ToWorker told, TaskRunner tasks) {
        if (told instanceof ToWorker.Carry carried) {
            tasks.order(carried.order());
        } else if (told instanceof ToWorker.Crash crash) {
            tasks.crash(crash.task());
        } else if (told instanceof ToWorker.Freeze freeze) {
            tasks.frozen(freeze.task(), freeze.freeze());
        } else if (told instanceof ToWorker.Release release) {
            tasks.release(release.chain());
        } else if (told instanceof ToWorker.Slow slow) {
            tasks.interval(slow.task(), slow.nanos());
        } else if (told instanceof ToWorker.Interval interval) {
            tasks.interval(interval.chain(), interval.nanos());
        } else if (told instanceof ToWorker.Cut cut) {
            data.cut(cut.worker(), SystemTime.nanos() + cut.millis() * 1_000_000);
        }
    }

    private void load(JobSheet sheet) {
        try {
            LoadedJob loaded = LoadedJob.load(sheet, here, settings.logs(), loader, this::print);
            job = loaded;
            TaskRunner tasks = new TaskRunner(loaded.assignment(), control, this);
            runner = tasks;
            data.serve(tasks);
            sheet.intervals().forEach(tasks::interval);
            tasks.start();
            control.every(FIGURES_MILLIS, now -> tell(new ToCoordinator.Figures(tasks.figures())));
        } catch (RuntimeException e) { // of the user's pipeline, too
            fatal(e);
        }
    }

    private void print(String line, boolean log) {
        int from = 0;
        do {
            int to = Math.min(line.length(), from + MAX_LINE_CHARS);
            tell(new ToCoordinator.Lines(List.of(line.substring(from, to)), log));
            from = to;
        } while (from < line.length());
    }

    // What the tasks say

    @Override
    public boolean failsAsOne() {
        return true;
    }

    @Override
    public void beat(Map<TaskId, Long> held) {
        LoadedJob loaded = job;
        tell(new ToCoordinator.Beat(held, loaded == null ? "" : loaded.diskName()));
    }

    @Override
    public void send(long id, Report report) {
        tell(new ToCoordinator.Say(id, report));
    }

    @Override
    public void ask(Location producer, OpenRequest request) {
        data.ask(producer, request);
    }

    @Override
    public Connection accept(OpenRequest request) {
        return data.accept(request);
    }

    @Override
    public void copy(Location to, Copies.Copy copy) {
        data.copy(to, copy);
    }

    @Override
    public void held(Location to, long upTo) {
        data.held(to, upTo);
    }

    @Override
    public void failed(TaskId task, Throwable cause) {
        watch.ifPresent(open -> open.failed(task, cause));
        tell(new ToCoordinator.Failing(message(cause)));
    }

    @Override
    public void fatal(Throwable cause) {
        watch.ifPresent(open -> open.fatal(cause));
        tell(new ToCoordinator.Fatal(message(cause), cause instanceof BadInputException));
    }

    private static String message(Throwable cause) {
        return cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }

    @Override
    public void notClosed(Throwable cause) {
        tell(new ToCoordinator.NotClosed(message(cause)));
    }

    @Override
    public void warn(String problem) {
        watch.ifPresent(open -> open.warn(problem));
        tell(new ToCoordinator.Warning(problem));
    }

    @Override
    public void noticed(Notice notice) {
        watch.ifPresent(open -> open.noticed(notice));
    }

    @Override
    public void began(Attempt attempt) {
        watch.ifPresent(open -> open.began(attempt));
    }

    @Override
    public void closed() {
        TaskRunner tasks = runner;
        tell(new ToCoordinator.Closed(tasks == null ? List.of() : tasks.figures()));
        LoadedJob loaded = job;
        if (loaded != null) {
            loaded.close(over);
        }
        dev.levada.io.net.Connection to = coordinator;
        leaving = true;
        if (to == null) {
            end(DONE);
        } else {
            to.close(); // after what was flushed; when it is closed, all of that is on its way
        }
    }
}
