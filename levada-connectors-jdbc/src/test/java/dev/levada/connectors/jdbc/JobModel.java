package dev.levada.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A job with one sink, as the sink sees it: it writes the numbers from 0 in each task, and after a crash goes on from
 * the last epoch that was complete.
 */
final class JobModel {
    /** How an attempt ends. */
    enum End {
        /** As if the process were frozen: its sessions stay. */
        FROZEN,
        KILLED,
        CLOSED
    }

    private final boolean twoPhase;
    final String name = Postgres.name();
    final String table;
    private final int parallelism;
    private long attempt;
    private long epoch;
    private final List<Task> tasks = new ArrayList<>();
    private Snapshot complete;
    private @Nullable Snapshot latest;

    /** What a task knows. */
    static final class Task {
        final SinkWriter<Integer> writer;
        int next;
        final TreeMap<Long, byte[]> pending = new TreeMap<>();

        Task(SinkWriter<Integer> writer) {
            this.writer = writer;
        }
    }

    /** All that the job goes on from. */
    private record Snapshot(long epoch, List<Integer> next, List<TreeMap<Long, byte[]>> pending) {}

    JobModel(boolean twoPhase, int parallelism) throws Exception {
        this.twoPhase = twoPhase;
        this.parallelism = parallelism;
        this.table = Postgres.table("task INT, n INT, PRIMARY KEY (task, n) DEFERRABLE INITIALLY IMMEDIATE");
        this.complete = new Snapshot(
                0,
                IntStream.range(0, parallelism).mapToObj(i -> 0).toList(),
                IntStream.range(0, parallelism)
                        .mapToObj(i -> new TreeMap<Long, byte[]>())
                        .toList());
        open();
    }

    String application() {
        return name + "a" + attempt;
    }

    List<Task> tasks() {
        return List.copyOf(tasks);
    }

    Sink<Integer> sink(int task) {
        JdbcOutput<Integer> output = JdbcSinks.<Integer>insert(
                        Postgres.url(application()),
                        "INSERT INTO %s (task, n) VALUES (?, ?)".formatted(table),
                        (statement, n) -> {
                            statement.setInt(1, task);
                            statement.setInt(2, n);
                        })
                .batch(3)
                .backoff(new Backoff(6, 10, 100));
        return (twoPhase ? output.twoPhaseCommit() : output.offsetInSink()).build();
    }

    SinkTask task(int task, List<byte[]> prepared) {
        return new SinkTask(name, "run-1", "Out put/1", task, parallelism, attempt, prepared);
    }

    /** The next attempt, from the last epoch that was complete. */
    void open() throws Exception {
        attempt++;
        tasks.clear();
        latest = null;
        for (int i = 0; i < parallelism; i++) {
            TreeMap<Long, byte[]> pending = complete.pending().get(i);
            Task task = new Task(sink(i).open(task(i, List.copyOf(pending.values()))));
            task.next = complete.next().get(i);
            tasks.add(task);
        }
    }

    void write(int task, int count) throws Exception {
        Task writing = tasks.get(task);
        for (int i = 0; i < count; i++) {
            writing.writer.write(writing.next++);
        }
    }

    /** Ends an epoch in the first tasks; it can be complete only if these are all. */
    void prepare(int some) throws Exception {
        epoch++;
        for (Task task : tasks.subList(0, some)) {
            byte[] prepared = task.writer.prepare(epoch);
            if (prepared.length > 0) {
                task.pending.put(epoch, prepared);
            }
        }
        if (some == parallelism) {
            latest = new Snapshot(
                    epoch,
                    tasks.stream().map(task -> task.next).toList(),
                    tasks.stream().map(task -> new TreeMap<>(task.pending)).toList());
        }
    }

    /** The last epoch that all have prepared is complete from now on. */
    void complete() {
        if (latest != null) {
            complete = latest;
        }
    }

    /**
     * Commits what is complete, in one task.
     *
     * @param remembered whether the job has not yet noticed that it is committed
     */
    void commit(int task, boolean remembered) throws Exception {
        Task committing = tasks.get(task);
        var due = committing.pending.headMap(complete.epoch(), true);
        for (byte[] prepared : due.values()) {
            committing.writer.commit(prepared);
        }
        if (!remembered) {
            due.clear();
        }
    }

    void commitAll() throws Exception {
        for (int i = 0; i < parallelism; i++) {
            commit(i, false);
        }
    }

    void crash(End end) throws Exception {
        if (end == End.KILLED) {
            Postgres.kill(application());
        }
        if (end == End.CLOSED) {
            for (Task task : tasks) {
                task.writer.close();
            }
        }
    }

    /** Ends the job as it should. */
    void finish() throws Exception {
        for (int i = 0; i < parallelism; i++) {
            write(i, 2);
        }
        prepare(parallelism);
        complete();
        commitAll();
        assertExactly();
        crash(End.CLOSED);
        assertThat(transactions()).isEmpty();
    }

    /** Each row of the complete epochs is there, and nothing else. Only after these are committed. */
    void assertExactly() throws Exception {
        for (int i = 0; i < parallelism; i++) {
            assertThat(rows(i))
                    .as("task %d", i)
                    .isEqualTo(IntStream.range(0, complete.next().get(i))
                            .mapToObj(String::valueOf)
                            .toList());
        }
    }

    /** No row is there twice, or is of an epoch that is not complete. */
    void assertNothingEarly() throws Exception {
        for (int i = 0; i < parallelism; i++) {
            List<String> rows = rows(i);
            assertThat(rows).hasSizeLessThanOrEqualTo(complete.next().get(i));
            assertThat(rows)
                    .isEqualTo(IntStream.range(0, rows.size())
                            .mapToObj(String::valueOf)
                            .toList());
        }
    }

    List<String> rows(int task) throws Exception {
        return Postgres.query("SELECT n FROM %s WHERE task = %d ORDER BY n".formatted(table, task));
    }

    List<String> transactions() throws Exception {
        return Postgres.query("SELECT gid FROM pg_prepared_xacts WHERE gid LIKE 'levada/%s/%%'".formatted(name));
    }
}
