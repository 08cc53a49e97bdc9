package dev.levada.connectors.jdbc;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.SinkTask;
import java.sql.SQLException;

/** Says which sink has a problem, where, and what to do; without secrets. */
record Place(SinkTask task, Database database) {
    private static final int LONG = 80;

    /** On one line, and no longer than needed to know it again. */
    static String shortened(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= LONG ? line : line.substring(0, LONG - 3) + "...";
    }

    /** What a driver says, without where in the statement and other details. */
    static String firstLine(SQLException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    /** That something went wrong, and may not the next time. */
    SQLException failed(String deed, String sql, SQLException problem) {
        if (problem instanceof FencedException) {
            return problem;
        }
        SQLException root = SqlStates.root(problem);
        return new SQLException(
                message(deed, sql, root), root.getSQLState(), root.getErrorCode(), withoutSecrets(root));
    }

    /** As {@link #failed}, or, where trying again is of no use, that the output cannot be used. */
    Exception unusable(String deed, String sql, SQLException problem) {
        SQLException root = SqlStates.root(problem);
        return SqlStates.lasting(root)
                ? new BadInputException(message(deed, sql, root), withoutSecrets(root))
                : failed(deed, sql, root);
    }

    BadInputException refused(String why) {
        return new BadInputException(this + ": " + why);
    }

    BadInputException refused(String why, Throwable cause) {
        return new BadInputException(this + ": " + why, cause);
    }

    /** That a newer attempt has taken over. */
    FencedException fenced(String deed, long newest) {
        return new FencedException("%s: attempt %d cannot %s, because attempt %d has taken over; this one is to end"
                .formatted(this, task.attempt(), deed, newest));
    }

    /** Fails if the job goes on from before what the table has. */
    void requireLater(long epoch, long stored, String table) {
        if (epoch <= stored) {
            throw refused(
                    "epoch %d is to be prepared, but %s has epoch %d already: the job goes on from a state older than its output; go on from the newest state, or start afresh"
                            .formatted(epoch, table, stored));
        }
    }

    @Override
    public String toString() {
        return "sink '%s', task %d, at %s".formatted(task.operator(), task.subtask(), database);
    }

    private String message(String deed, String sql, SQLException root) {
        return "%s, cannot %s: %s%s%s; %s"
                .formatted(
                        this,
                        deed,
                        database.secrets().cleaned(firstLine(root)),
                        SqlStates.of(root).isEmpty() ? "" : " [SQLSTATE " + root.getSQLState() + "]",
                        sql.isEmpty() ? "" : ", in " + shortened(sql),
                        SqlStates.advice(root));
    }

    private SQLException withoutSecrets(SQLException root) {
        return database.secrets().cleaned(root);
    }
}
