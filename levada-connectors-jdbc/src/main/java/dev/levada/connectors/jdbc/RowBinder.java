package dev.levada.connectors.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds the values of a row in their order. */
record RowBinder<T>(Function<? super T, ? extends List<?>> row) implements JdbcSinks.Binder<T> {

    @Override
    public void bind(PreparedStatement statement, T value) throws SQLException {
        int index = 0;
        for (Object each : row.apply(value)) {
            set(statement, ++index, each);
        }
    }

    /** Sets a parameter to what JDBC has for a value. */
    static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        Object plain = plain(value);
        if (plain == null) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setObject(index, plain);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Character character) {
            return character.toString();
        } else if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }
}
