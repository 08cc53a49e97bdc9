package dev.levada.connectors.jdbc;

import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.util.List;

/** A sink that writes numbers into a table of its own. */
record Numbered(String job, String table, boolean twoPhase) {

    static Numbered offsetInSink() throws Exception {
        return new Numbered(Postgres.name(), Postgres.table("n INT PRIMARY KEY"), false);
    }

    static Numbered inTwoPhases() throws Exception {
        return new Numbered(Postgres.name(), Postgres.table("n INT PRIMARY KEY"), true);
    }

    JdbcOutput<Integer> output() {
        JdbcOutput<Integer> output = JdbcSinks.<Integer>insert(
                        Postgres.url(),
                        "INSERT INTO %s (n) VALUES (?)".formatted(table),
                        (statement, n) -> statement.setInt(1, n))
                .backoff(new Backoff(3, 1, 1));
        return twoPhase ? output.twoPhaseCommit() : output.offsetInSink();
    }

    SinkTask task(String operator, int subtask, long attempt, byte[]... prepared) {
        return new SinkTask(job, "run-1", operator, subtask, 16, attempt, List.of(prepared));
    }

    SinkTask task(long attempt, byte[]... prepared) {
        return task("out", 0, attempt, prepared);
    }

    SinkWriter<Integer> open(SinkTask task) throws Exception {
        return output().build().open(task);
    }

    SinkWriter<Integer> open(long attempt, byte[]... prepared) throws Exception {
        return open(task(attempt, prepared));
    }

    /** Writes an epoch of these. */
    static byte[] epoch(SinkWriter<Integer> writer, long epoch, int... numbers) throws Exception {
        for (int n : numbers) {
            writer.write(n);
        }
        return writer.prepare(epoch);
    }

    List<Integer> rows() throws Exception {
        return Postgres.query("SELECT n FROM %s ORDER BY n".formatted(table)).stream()
                .map(Integer::valueOf)
                .toList();
    }

    List<String> transactions() throws Exception {
        return Postgres.query(
                "SELECT gid FROM pg_prepared_xacts WHERE gid LIKE 'levada/%s/%%' ORDER BY gid".formatted(job));
    }
}
