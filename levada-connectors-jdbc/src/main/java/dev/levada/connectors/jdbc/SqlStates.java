package dev.levada.connectors.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** What a database's complaint means, by its SQLSTATE. */
final class SqlStates {
    static final String LOCK_NOT_AVAILABLE = "55P03";
    /** Another session is just ending the prepared transaction. */
    static final String BUSY = "55000";

    static final String UNKNOWN_OBJECT = "42704";

    private SqlStates() {}

    static String of(SQLException problem) {
        String state = problem.getSQLState();
        return state == null ? "" : state;
    }

    /** What really happened, where a driver wraps it in what happened to a batch. */
    static SQLException root(SQLException problem) {
        return problem instanceof BatchUpdateException && problem.getNextException() != null
                ? problem.getNextException()
                : problem;
    }

    /** Whether the same may work in a moment. */
    static boolean passing(SQLException problem) {
        String state = of(root(problem));
        return problem instanceof SQLTransientException
                || problem instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals(LOCK_NOT_AVAILABLE)
                || state.equals(BUSY);
    }

    /** Whether it is of no use to try again before somebody has changed something. */
    static boolean lasting(SQLException problem) {
        String state = of(root(problem));
        return state.startsWith("28") || state.startsWith("3D") || state.startsWith("42") || state.startsWith("0A");
    }

    static boolean duplicate(SQLException problem) {
        return of(problem).startsWith("23");
    }

    /** What to do. */
    static String advice(SQLException problem) {
        String state = of(problem);
        if (state.startsWith("08")) {
            return "check that the database runs and can be reached from here, and the host and port in the URL";
        } else if (state.startsWith("28")) {
            return "check the user and the password";
        } else if (state.startsWith("3D")) {
            return "create the database, or check its name in the URL";
        } else if (state.equals("42P01") || state.equals("42S02")) {
            return "create the table first, or check its name and schema";
        } else if (state.equals("42703") || state.equals("42S22")) {
            return "check the names of the columns";
        } else if (state.equals("42501")) {
            return "grant the user what it needs, or log in as another";
        } else if (state.equals("42710")) {
            return "another job uses the same names and the same run on this server; let one of them start afresh";
        } else if (state.startsWith("42") || state.startsWith("07")) {
            return "check the statement and what is bound to it";
        } else if (state.startsWith("23")) {
            return "the table refuses the row: let the statement say what to do about it (say, ON CONFLICT), or change the table";
        } else if (state.startsWith("22")) {
            return "check that what is bound fits the columns";
        } else if (state.startsWith("53")) {
            return "the server has too little of something: connections, memory, disk or max_prepared_transactions";
        } else if (state.equals("57014")) {
            return "it waited too long, mostly for a session of an older attempt that is frozen or cut off; end that session";
        } else if (state.startsWith("40") || state.startsWith("55") || state.startsWith("57")) {
            return "it may work when it is tried again; if it goes on, see the database's log";
        }
        return "see the database's log";
    }
}
