package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.io.net.Connection;
import dev.levada.node.worker.TaskFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The place of a worker of a job, whichever process fills it. On the job's control loop. */
final class Seat {
    private static final long CHECK_AGAIN_NANOS = 100_000_000;
    private static final int MAX_EARLIER = 1_000;

    private final int number;
    private long incarnation;
    private boolean process;
    private @Nullable Connection connection;
    private long pid;
    private Optional<ToWorker.Address> data = Optional.empty();
    private Optional<String> door = Optional.empty();
    private List<TaskFigures> latest = List.of();
    private final List<TaskFigures> earlier = new ArrayList<>();
    private final Ends ends = new Ends();
    private String disk = "";
    private boolean useful;
    private boolean checked;
    private long checkedNanos;

    /** @param before the incarnation that no process of this coordinator has */
    Seat(int number, long before) {
        this.number = number;
        this.incarnation = before;
    }

    int number() {
        return number;
    }

    long incarnation() {
        return incarnation;
    }

    Location location() {
        return new Location(number, incarnation);
    }

    /** Another process is to fill it. */
    void begin() {
        incarnation++;
        process = true;
        useful = false;
        checked = false;
        connection = null;
        pid = 0;
        data = Optional.empty();
        door = Optional.empty();
        disk = "";
    }

    boolean hasProcess() {
        return process;
    }

    /** Whether something may still come from it: what a process said last may arrive after its end. */
    boolean isOpen() {
        return process || connection != null;
    }

    void connected(Connection newConnection) {
        connection = newConnection;
    }

    void disconnected(Connection old) {
        if (connection == old) {
            connection = null;
        }
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    void greeted(ToCoordinator.Hello hello) {
        pid = hello.pid();
        data = Optional.of(hello.data());
        door = hello.door().map(address -> "%s:%d".formatted(address.host(), address.port()));
    }

    /** Where it tells its health and its metrics. */
    Optional<String> door() {
        return door;
    }

    /** The number of the process on its host; 0 if that is not known yet. */
    long pid() {
        return pid;
    }

    /** Where it takes data. */
    Optional<ToWorker.Address> data() {
        return data;
    }

    /** It has joined the job. */
    void isUseful() {
        useful = true;
    }

    /** Whether it was there once and has a process, which may stand still. */
    boolean isSilent() {
        return process && useful;
    }

    /** It has said which disk of its host has its log. */
    void disk(String name) {
        disk = name;
    }

    /** Tells the disk of its host that has its log; "" if there is none, or it is not known yet. */
    String disk() {
        return disk;
    }

    void figures(List<TaskFigures> tasks) {
        latest = tasks;
    }

    /** Whether it must be asked on its host whether the process is there: not again at once. */
    boolean isToBeChecked(long now) {
        if (!process || (checked && now - checkedNanos < CHECK_AGAIN_NANOS)) {
            return false;
        }
        checked = true;
        checkedNanos = now;
        return true;
    }

    void ended() {
        process = false;
        data = Optional.empty();
        if (earlier.size() < MAX_EARLIER) {
            earlier.addAll(latest);
        }
        latest = List.of();
    }

    /** After an end: why no other process is to fill it; empty if one is. */
    Optional<String> endsTooOften(String how, long completedEpochs, long now) {
        return ends.another(useful, completedEpochs, now)
                .map(often -> "worker %d has ended %s, the last time %s".formatted(number, often, how));
    }

    /** Of processes that have ended. */
    List<TaskFigures> earlierFigures() {
        return earlier;
    }

    List<TaskFigures> latestFigures() {
        return latest;
    }
}
