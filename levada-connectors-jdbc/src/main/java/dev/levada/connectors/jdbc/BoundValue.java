package dev.levada.connectors.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter was set to.
 *
 * @param type of {@link Types}, or {@link #UNTYPED} if the value says it
 */
record BoundValue(@Nullable Object value, int type) {
    static final int UNTYPED = Integer.MIN_VALUE;

    void bind(PreparedStatement statement, int index) throws SQLException {
        if (value == null) {
            statement.setNull(index, type == UNTYPED ? Types.NULL : type);
        } else if (type == UNTYPED) {
            statement.setObject(index, value);
        } else {
            statement.setObject(index, value, type);
        }
    }
}
