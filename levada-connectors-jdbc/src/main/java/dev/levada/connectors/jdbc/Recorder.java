package dev.levada.connectors.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands in for a statement and keeps what its parameters are set to. For one thread. */
final class Recorder implements InvocationHandler {
    private static final int MOST_PARAMETERS = 65_535;
    /** What sets a parameter to its second argument. Asked, never gone through. */
    private static final Set<String> SETTERS = Set.of(
            "setString",
            "setBoolean",
            "setByte",
            "setShort",
            "setInt",
            "setLong",
            "setFloat",
            "setDouble",
            "setBigDecimal",
            "setBytes",
            "setObject");

    private final PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
            PreparedStatement.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, this);
    private final List<@Nullable BoundValue> row = new ArrayList<>();

    /** What a binder binds to. */
    PreparedStatement statement() {
        return statement;
    }

    void clear() {
        row.clear();
    }

    /**
     * What was bound since {@link #clear}, in the order of the parameters.
     *
     * @throws SQLException if one was left out
     */
    List<BoundValue> row() throws SQLException {
        List<BoundValue> whole = new ArrayList<>(row.size());
        for (BoundValue value : row) {
            if (value == null) {
                throw new SQLException(
                        "parameter %d is not set, but parameter %d is".formatted(whole.size() + 1, row.size()));
            }
            whole.add(value);
        }
        return whole;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        String name = method.getName();
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return ofAnyObject(proxy, name, given);
        } else if (name.equals("clearParameters")) {
            clear();
        } else if (name.equals("setNull") && given.length == 2) {
            set(given, new BoundValue(null, number(given[1])));
        } else if (SETTERS.contains(name) && given.length == 2) {
            set(given, new BoundValue(kept(given[1]), BoundValue.UNTYPED));
        } else if (name.equals("setObject") && given.length == 3) {
            set(given, new BoundValue(kept(given[1]), number(given[2])));
        } else {
            throw new SQLFeatureNotSupportedException(
                    "%s is not for this sink, which keeps what is bound until the epoch is complete; set null, strings, numbers, booleans, bytes, UUIDs and java.time, or use two-phase commit"
                            .formatted(name));
        }
        return null;
    }

    private static Object ofAnyObject(Object proxy, String name, @Nullable Object[] given) {
        return switch (name) {
            case "equals" -> proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a statement that keeps what is bound to it";
        };
    }

    private void set(@Nullable Object[] given, BoundValue value) throws SQLException {
        int index = number(given[0]);
        if (index < 1 || index > MOST_PARAMETERS) {
            throw new SQLException(
                    "parameter %d is set; they are numbered from 1 to %d".formatted(index, MOST_PARAMETERS));
        }
        while (row.size() < index) {
            row.add(null);
        }
        row.set(index - 1, value);
    }

    private static int number(@Nullable Object given) {
        return given instanceof SQLType type
                ? java.util.Objects.requireNonNull(type.getVendorTypeNumber())
                : (int) java.util.Objects.requireNonNull(given);
    }

    /** As a type that every driver takes. */
    private static @Nullable Object kept(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return value instanceof BigInteger number ? new BigDecimal(number) : value;
    }
}
