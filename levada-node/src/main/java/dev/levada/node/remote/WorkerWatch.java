package dev.levada.node.remote;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Notice;
import dev.levada.core.element.EventTime;
import dev.levada.core.plan.TaskId;
import dev.levada.core.task.OperatorCounters;
import dev.levada.node.http.BearerToken;
import dev.levada.node.http.HttpDoor;
import dev.levada.node.http.Pages;
import dev.levada.node.log.AtHand;
import dev.levada.node.log.LogKey;
import dev.levada.node.metrics.Metrics;
import dev.levada.node.metrics.OperatorFigures;
import dev.levada.node.metrics.Registration;
import dev.levada.node.metrics.TaskMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker process shows those who watch it: health, readiness and metrics at a door on its loopback address, and
 * lines in its log. Any thread.
 */
public final class WorkerWatch implements Pages, AutoCloseable {
    private final Logger log = LoggerFactory.getLogger(WorkerWatch.class);
    private final Metrics metrics = new Metrics();
    private final TaskMetrics job;
    private final HttpDoor door;
    /** The latest attempt at each task. A task that goes elsewhere stays, so that sums over processes never sink. */
    private final Map<TaskId, Registration> attempts = new ConcurrentHashMap<>();

    private volatile BooleanSupplier alive = () -> true;
    private volatile BooleanSupplier ready = () -> false;

    /**
     * Opens the door.
     *
     * @param jobName the job whose tasks the worker runs
     * @param token what a reader of the metrics has to show
     * @throws IOException if there is no port
     */
    public WorkerWatch(String jobName, BearerToken token) throws IOException {
        this.job = metrics.tasks(jobName);
        this.door = HttpDoor.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, token, this);
    }

    /** What the worker says of itself, from here on. */
    void over(BooleanSupplier isAlive, BooleanSupplier isReady) {
        alive = isAlive;
        ready = isReady;
    }

    ToWorker.Address address() {
        InetSocketAddress address = door.address();
        return new ToWorker.Address(address.getAddress().getHostAddress(), address.getPort());
    }

    @Override
    public boolean alive() {
        return alive.getAsBoolean();
    }

    @Override
    public boolean ready() {
        return ready.getAsBoolean();
    }

    @Override
    public String metrics() {
        return metrics.scrape();
    }

    /** The worker has come so far. */
    void say(String line) {
        log.info(line);
    }

    /** The worker cannot go on. */
    void fatal(Throwable cause) {
        log.error("the job cannot go on", cause);
    }

    void warn(String problem) {
        log.warn(problem);
    }

    void failed(TaskId task, Throwable cause) {
        LogKey.TASK.during(task.toString(), () -> log.warn("the task has failed", cause));
    }

    private static long lagMillis(long watermark) {
        boolean known = watermark != EventTime.NONE && watermark != EventTime.END;
        return known ? System.currentTimeMillis() - watermark : 0;
    }

    void began(Attempt attempt) {
        List<OperatorFigures> figures =
                attempt.task().counters().stream().map(OperatorFigures::of).toList();
        OperatorCounters head = attempt.task().counters().get(0);
        Optional<LongSupplier> lag = head.isTimed() ? Optional.of(() -> lagMillis(head.watermark())) : Optional.empty();
        Registration next = job.task(attempt.id(), figures, attempt::lostRecords, lag);
        Registration before = attempts.put(attempt.id(), next);
        if (before != null) {
            before.close();
        }
        AtHand.during(
                () -> Map.of(LogKey.TASK, attempt.id().toString(), LogKey.ATTEMPT, String.valueOf(attempt.number())),
                () -> log.info("the task runs"));
    }

    void noticed(Notice notice) {
        switch (notice) {
            case BEYOND_LINE_REFUSED, VOID_FRAME_REFUSED -> job.zombieFrameRefused();
            case DUPLICATE_DROPPED -> job.duplicateDropped();
            case FOLLOWER_LEADS -> log.info("a task that was followed here goes on here");
            case VOID_ATTEMPT_REFUSED, CONNECTED_AGAIN, VOID_ATTEMPT_STOPPED, BEGUN_WARM -> {
                return; // counted by nobody yet
            }
        }
    }

    /** A connection to another worker is open. */
    Registration opened(String self, String peer, DataLine line) {
        return Registration.all(List.of(job.remote(self, peer, line.sent()), job.remote(peer, self, line.received())));
    }

    @Override
    public void close() {
        door.close();
        metrics.close();
    }
}
