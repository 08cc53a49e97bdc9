package dev.levada.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's prepared transactions. Connections are to commit by themselves. */
final class PreparedTransactions {

    private PreparedTransactions() {}

    /** Those of a task, in this database. */
    static List<Gid> list(Connection connection, String task) throws SQLException {
        String prefix = Gid.prefix(task);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = current_database() AND left(gid, ?) = ? ORDER BY prepared")) {
            select.setInt(1, prefix.length());
            select.setString(2, prefix);
            try (ResultSet rows = select.executeQuery()) {
                List<Gid> gids = new ArrayList<>();
                while (rows.next()) {
                    gids.add(Gid.parse(rows.getString(1)));
                }
                return gids;
            }
        }
    }

    /** @return false if there is none of this name */
    static boolean commit(Connection connection, Gid gid) throws SQLException {
        return end(connection, "COMMIT PREPARED '%s'".formatted(gid));
    }

    /** @return false if there is none of this name */
    static boolean rollBack(Connection connection, Gid gid) throws SQLException {
        return end(connection, "ROLLBACK PREPARED '%s'".formatted(gid));
    }

    private static boolean end(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (SqlStates.of(e).equals(SqlStates.UNKNOWN_OBJECT)) {
                return false;
            }
            throw e;
        }
    }
}
